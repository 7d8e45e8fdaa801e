using Dispatch.Contracts.Accounts;

namespace Dispatch.Web.Demo;

/// <summary>Remembers, in a closed account, that simulated people were put on duty: nobody sits behind their phones once the show is over.</summary>
internal sealed class LiveMark(IGrainFactory grains)
{
    public const string AccountName = "demo-live";
    private const string On = "on";
    private const string Off = "off";

    private IAccountGrain Mark => grains.GetGrain<IAccountGrain>(AccountName);

    public async Task<bool> IsOnAsync() => (await Mark.GetAsync())?.SecurityStamp == On;

    public async Task SetAsync(bool on)
    {
        var before = (await Mark.GetAsync())?.SecurityStamp;
        var after = on ? On : Off;
        if (before != after)
        {
            await Mark.PutAsync(new Account(AccountName, AccountName, Role.Resident, null, PasswordHash: "", after), before);
        }
    }
}

/// <summary>Takes the simulated people off duty when the product starts without them.</summary>
internal sealed class LiveEnd(LiveMark mark, IServiceProvider services) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await mark.IsOnAsync())
        {
            await services.GetRequiredService<SimulatedHelpers>().GoOffDutyAsync();
            await mark.SetAsync(on: false);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
