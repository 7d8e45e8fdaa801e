using Dispatch.Contracts.Accounts;
using Dispatch.Web.Hosting;
using Microsoft.Extensions.Options;

namespace Dispatch.Web.Accounts;

/// <summary>
/// Without the demonstration and without an administrator nobody could invite anybody: a link for the first one is printed, on the console only.
/// </summary>
internal sealed class FirstAdministrator(
    IGrainFactory grains, Links links, IOptions<DispatchOptions> options, Readiness readiness, ILogger<FirstAdministrator> log)
    : BackgroundService
{
    public const string Account = "administrator";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Demo.Enabled || !await readiness.OpenedAsync(stoppingToken))
        {
            return;
        }

        try
        {
            await InviteAsync();
        }
        catch (Exception fault) when (Faults.Refusal(fault).Code != RefusalCode.FaultInternal)
        {
            log.LogWarning("The first administrator's link could not be made: the store or the cluster does not answer. Start again for one.");
        }
    }

    private async Task InviteAsync()
    {
        var roll = grains.GetGrain<IRollGrain>(Rolls.Installation);
        foreach (var name in (await roll.GetAsync()).Accounts)
        {
            if (await grains.GetGrain<IAccountGrain>(name).GetAsync() is { Phase: AccountPhase.Open })
            {
                return;
            }
        }

        await roll.EnterAsync(Account);
        var (view, kept) = links.Make(Account);
        var invite = new Invite(Actor.System, "Administrator", Role.Admin, null, Secrets.Token(), kept);
        if ((await grains.GetGrain<IAccountGrain>(Account).InviteAsync(invite)).Refused is null)
        {
            Console.WriteLine($"  No administrator yet. Open this page here to become the first, within {options.Value.Accounts.LinkHours} hours and once:");
            Console.WriteLine($"    {view.Path}");
        }
    }
}
