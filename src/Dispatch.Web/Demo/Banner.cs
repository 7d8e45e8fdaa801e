using Dispatch.Web.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Dispatch.Web.Demo;

/// <summary>Prints where the product listens and how to sign in. On the console only: the password goes to no log.</summary>
internal sealed class Banner(IServer server, IHostApplicationLifetime lifetime, DemoPassword password, IOptions<DispatchOptions> options, ILogger<Banner> log)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Print);
        if (!options.Value.RateLimits.Enabled)
        {
            log.LogWarning("Rate limits are off (Dispatch:RateLimits:Enabled=false). Leave them on wherever strangers can call.");
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Print()
    {
        var lines = new List<string> { "", "  CommunityCare Dispatch" };
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        foreach (var address in addresses)
        {
            lines.AddRange([$"  {address}/help    ask for help", $"  {address}/board   coordinators", $"  {address}/tasks   volunteers"]);
        }

        lines.Add(options.Value.IsCluster ? $"  Cluster: {options.Value.Cluster.Id}" : $"  Data: {options.Value.DataPath}");
        if (password.Text is { } text)
        {
            lines.Add("  Demonstration sign-ins: admin, coordinator.zhuoda, head.zhuoda, volunteer1.zhuoda .. volunteer60.zhuoda,");
            lines.Add("    coordinator.fucheng, head.fucheng, volunteer1.fucheng .. volunteer60.fucheng, counsellor1.fucheng .. counsellor6.fucheng");
            lines.Add($"  Their password: {text}");
            lines.Add("    (shared, and without a second factor: for looking around, not for people's data.)");
            lines.Add(password.IsRandom
                ? options.Value.IsCluster
                    ? "    (from Dispatch:Secret, and so the same in all processes. Set your own with Dispatch:Demo:Password.)"
                    : "    (random; kept in the data directory and the same after a restart. Set your own with Dispatch:Demo:Password.)"
                : "    (from Dispatch:Demo:Password)");
        }

        lines.Add("");
        Console.WriteLine(string.Join(Environment.NewLine, lines));
    }
}
