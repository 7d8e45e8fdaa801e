using System.Globalization;
using System.Reflection;
using Dispatch.Contracts.Operations;

namespace Dispatch.Operations.Hosting;

/// <summary>What does not change while a process lives.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Settings">What an operator may learn of it.</param>
/// <param name="StartedAt">When it was started.</param>
internal sealed record ProcessFacts(ProcessKind Kind, string Name, OperationsSettings Settings, DateTimeOffset StartedAt)
{
    /// <summary>The product's version, without what the build adds to it.</summary>
    public string Version { get; } =
        (Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];

    /// <summary>Tells a process that is no member of the cluster from all others.</summary>
    public string Address { get; } = string.Create(
        CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}@{StartedAt.ToUnixTimeSeconds()}");
}
