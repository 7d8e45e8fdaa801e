using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>One silo of a test cluster.</summary>
public sealed class InProcessSiloHandle
{
    public required string Name { get; init; }

    public required IHost SiloHost { get; init; }

    public required SiloAddress SiloAddress { get; init; }

    public IServiceProvider ServiceProvider => SiloHost.Services;

    public bool IsActive { get; internal set; } = true;

    public override string ToString() => $"{Name} {SiloAddress}";
}
