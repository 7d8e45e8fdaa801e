using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Access;
using Dispatch.Web.Stations;

namespace Dispatch.Web.Live;

/// <summary>Tells bells that there is something new. What it is they ask for, so that nobody hears what they may no longer see.</summary>
internal sealed class NoticeRelay(IGrainFactory grains, StationList stations, ILogger<NoticeRelay> log) : Relay<INoticeObserver>(grains, log), INoticeObserver
{
    private const string Account = "account/";
    private const string Station = "station/";
    private const string Care = "care/";

    protected override IGrainObserver Observer => this;

    public void NoticeCame(string of) => Tell(of, client => client.NoticeCame(of[..of.IndexOf('/', StringComparison.Ordinal)]));

    /// <summary>Lets a connection hear of what concerns its account, and of what waits for it as a supervisor.</summary>
    public async Task JoinAllAsync(Actor actor, LiveConnection connection)
    {
        await JoinAsync(Account + actor.Account, connection);
        if (AccessTable.ReadDesk.Of(actor.Role) != Reach.None)
        {
            await JoinAsync(Care + actor.Account, connection);
        }

        foreach (var station in await stations.AllAsync())
        {
            if (AccessTable.Notices.Judge(actor, station.Id) is null)
            {
                await JoinAsync(Station + station.Id, connection);
            }
        }
    }

    protected override Task CatchUpAsync(string key)
    {
        NoticeCame(key);
        return Task.CompletedTask;
    }

    protected override Task SubscribeAsync(string key, INoticeObserver observer) =>
        key.StartsWith(Account, StringComparison.Ordinal) ? Grains.GetGrain<IAccountGrain>(key[Account.Length..]).HearAsync(observer)
        : key.StartsWith(Care, StringComparison.Ordinal) ? Grains.GetGrain<ICareNoticesGrain>(key[Care.Length..]).HearAsync(observer)
        : Grains.GetGrain<IStationGrain>(key[Station.Length..]).HearAsync(observer);

    protected override Task UnsubscribeAsync(string key, INoticeObserver observer) =>
        key.StartsWith(Account, StringComparison.Ordinal) ? Grains.GetGrain<IAccountGrain>(key[Account.Length..]).UnhearAsync(observer)
        : key.StartsWith(Care, StringComparison.Ordinal) ? Grains.GetGrain<ICareNoticesGrain>(key[Care.Length..]).UnhearAsync(observer)
        : Grains.GetGrain<IStationGrain>(key[Station.Length..]).UnhearAsync(observer);
}
