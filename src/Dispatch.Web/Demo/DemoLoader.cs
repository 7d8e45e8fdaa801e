using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Duty;
using Dispatch.Contracts.Records;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Curves;
using Dispatch.Domain.Demo;
using Dispatch.Web.Hosting;
using Microsoft.Extensions.Options;

namespace Dispatch.Web.Demo;

/// <summary>Loads the demonstration data into an empty store, once, however often the process is killed meanwhile.</summary>
/// <remarks>
/// A closed account keeps where the load stands: its stamp is <c>loading</c> from before the first write until after the last, then
/// <c>loaded:n</c> with n synthetic volunteers per station. Every write is a no-op when repeated. A store that holds stations but no such
/// account is somebody's own and is left alone. The account's display name ends with the moment at which the load began, so that whoever goes
/// on with it makes up the same history. Writes go side by side, so that the store commits many at once. Of several processes that start at
/// once, one loads; the others wait for it, and go on with its work when it seems to have died.
/// </remarks>
internal sealed partial class DemoLoader(
    IGrainFactory grains, IServiceProvider services, IOptions<DispatchOptions> options, ServerSecret secret, Readiness readiness, TimeProvider clock,
    ILogger<DemoLoader> log)
    : BackgroundService
{
    public const string MarkAccount = "demo-data";
    private const string Loading = "loading";
    private const int LooksBeforeTakingOver = 60;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan WordOnItsWay = TimeSpan.FromMilliseconds(50);
    private readonly string _own = $"{Loading}:{Guid.NewGuid():n}";
    private const string Loaded = "loaded:";
    private const long Seed = 1;
    private const int WritesAtOnce = 128;
    private const int EntriesAtOnce = 1_000;

    private IAccountGrain Mark => grains.GetGrain<IAccountGrain>(MarkAccount);

    /// <summary>Alone, loads the data proper before the server listens, so that nobody meets a half-filled product.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.IsCluster)
        {
            await LoadAsync(cancellationToken);
            readiness.Open();
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await readiness.OpenedAsync(stoppingToken))
        {
            return;
        }

        // Synthetic volunteers may be many; the product runs while they come, and is called ready when all are there.
        while (options.Value.Demo is { Enabled: true, Volunteers: > 0 } demo && !await TryAddSyntheticAsync(demo.Volunteers, stoppingToken))
        {
            await Task.Delay(BetweenLooks, clock, stoppingToken);
        }

        readiness.Loaded();
    }

    private async Task<bool> TryAddSyntheticAsync(int wanted, CancellationToken stop)
    {
        try
        {
            if (await Mark.GetAsync() is { } mark)
            {
                await AddSyntheticAsync(mark, wanted, stop);
            }

            return true;
        }
        catch (Exception fault) when (options.Value.IsCluster && Faults.Refusal(fault).Code != RefusalCode.FaultInternal)
        {
            // A silo died, or the store is away: what was written stays, and is a no-op when repeated.
            return false;
        }
    }

    /// <summary>Loads the data proper, unless it is there.</summary>
    public async Task LoadAsync(CancellationToken stop)
    {
        if (options.Value.Demo.Enabled && await ClaimAsync(stop) is { } mark)
        {
            var data = services.GetRequiredService<DemoData>();
            await Parallel.ForEachAsync(data.Stations, stop, async (facts, _) =>
                Require(await grains.GetGrain<IStationGrain>(facts.Id).ConfigureAsync(facts), facts.Id));
            await Task.WhenAll(EnrolAsync(data.Responders, stop), OpenAsync(data.Accounts, stop), RememberAsync(data, Begun(mark), stop));
            await PlanDutyAsync(data, stop);
            Require(await Mark.PutAsync(mark with { SecurityStamp = Loaded + "0" }, mark.SecurityStamp), MarkAccount);
            Done(log, data.Stations.Length, data.Responders.Length);
        }
    }

    /// <summary>The mark when loading is up to this process; null when there is nothing to load.</summary>
    private async Task<Account?> ClaimAsync(CancellationToken stop)
    {
        var mark = await Mark.GetAsync();
        if (mark is null)
        {
            if ((await grains.GetGrain<IDirectoryGrain>("stations").GetAsync()).Length > 0)
            {
                return null;
            }

            await Mark.PutAsync(MarkAs(clock.GetUtcNow()), ifStamp: null);
            mark = await Mark.GetAsync();
        }

        for (var look = 0; options.Value.IsCluster && IsAnothers(mark) && look < LooksBeforeTakingOver; look++)
        {
            await Task.Delay(BetweenLooks, clock, stop);
            mark = await Mark.GetAsync();
        }

        if (IsAnothers(mark))
        {
            var taken = MarkAs(Begun(mark!));
            Require(await Mark.PutAsync(taken, mark!.SecurityStamp), MarkAccount);
            mark = taken;
        }

        return mark?.SecurityStamp == _own ? mark : null;
    }

    private bool IsAnothers(Account? mark) => mark is { SecurityStamp: var stamp } && stamp != _own && stamp.StartsWith(Loading, StringComparison.Ordinal);

    private async Task AddSyntheticAsync(Account mark, int wanted, CancellationToken stop)
    {
        if (!int.TryParse(mark.SecurityStamp.AsSpan(Loaded.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var present) || present >= wanted)
        {
            return;
        }

        foreach (var station in services.GetRequiredService<DemoData>().Stations)
        {
            var people = SyntheticVolunteers.Create(station, wanted, Seed)[present..];
            await EnrolAsync(people, stop);
            await OpenAsync([.. people.Select(it => new DemoAccount(it.Id, it.Name, Role.Volunteer, it.StationId))], stop);
        }

        Require(await Mark.PutAsync(mark with { SecurityStamp = Loaded + wanted.ToString(CultureInfo.InvariantCulture) }, mark.SecurityStamp), MarkAccount);
        SyntheticDone(log, wanted);
    }

    /// <summary>Made-up history into the ledgers, in bites that any message can carry; what is there already is left out.</summary>
    private Task RememberAsync(DemoData data, DateTimeOffset begun, CancellationToken stop)
    {
        var history = new DemoHistory(services.GetRequiredService<LivePlan>(), data, services.GetRequiredService<ServiceCatalogue>());
        return Parallel.ForEachAsync(data.Stations, stop, async (facts, _) =>
        {
            var ledger = grains.GetGrain<ILedgerGrain>(facts.Id);
            var signs = DemoCurve.Of(facts, services.GetRequiredService<Communities>(), begun);
            foreach (var bite in history.Of(facts, options.Value.Demo.HistoryWeeks, begun, signs).Chunk(EntriesAtOnce))
            {
                await ledger.EnterAsync([.. bite]);
            }
        });
    }

    /// <summary>Nine days of shifts from today on. A counsellor's own word to the watch may be a moment behind its enrolment.</summary>
    private Task PlanDutyAsync(DemoData data, CancellationToken stop) => Parallel.ForEachAsync(data.Stations, stop, async (facts, cancel) =>
    {
        foreach (var shift in services.GetRequiredService<DemoRoster>().Of(facts, clock.GetUtcNow()))
        {
            var reply = await grains.GetGrain<IDutyGrain>(facts.Id).PlanAsync(shift);
            for (var look = 0; reply.Refused?.Code == RefusalCode.DutyPerson && look < LooksBeforeTakingOver; look++)
            {
                await Task.Delay(WordOnItsWay, cancel);
                reply = await grains.GetGrain<IDutyGrain>(facts.Id).PlanAsync(shift);
            }

            Require(reply, facts.Id);
        }
    });

    private Task EnrolAsync(ImmutableArray<ResponderProfile> people, CancellationToken stop) =>
        Parallel.ForEachAsync(people, SideBySide(stop), async (profile, _) =>
        {
            IResponderGrain person = profile.Kind == ResponderKind.Counsellor
                ? grains.GetGrain<ICounsellorGrain>(profile.Id)
                : grains.GetGrain<IVolunteerGrain>(profile.Id);
            Require(await person.EnrolAsync(profile), profile.Id);
        });

    private Task OpenAsync(ImmutableArray<DemoAccount> accounts, CancellationToken stop) =>
        Parallel.ForEachAsync(accounts, SideBySide(stop), async (it, _) =>
        {
            var stamp = Convert.ToHexStringLower(secret.Derive("demo-stamp", it.Name));
            var account = new Account(it.Name, it.DisplayName, it.Role, it.StationId, DemoPassword.SharedHash, stamp, Demo: true);
            var reply = await grains.GetGrain<IAccountGrain>(it.Name).PutAsync(account, ifStamp: null);
            if (reply.Refused?.Code != RefusalCode.AccountTaken)
            {
                Require(reply, it.Name);
            }
        });

    private static ParallelOptions SideBySide(CancellationToken stop) => new() { MaxDegreeOfParallelism = WritesAtOnce, CancellationToken = stop };

    /// <summary>The mark of a load by this process that began then, be it by this process or by one that died.</summary>
    private Account MarkAs(DateTimeOffset begun) => new(
        MarkAccount, string.Create(CultureInfo.InvariantCulture, $"{MarkAccount} {begun.ToUnixTimeSeconds()}"), Role.Resident, null, PasswordHash: "", _own);

    /// <summary>When the load began; a mark of an earlier version does not say.</summary>
    private DateTimeOffset Begun(Account mark) =>
        long.TryParse(mark.DisplayName.AsSpan(mark.DisplayName.LastIndexOf(' ') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : clock.GetUtcNow();

    private static void Require(Reply reply, string id)
    {
        if (reply.Refused is { } refused)
        {
            throw new InvalidOperationException($"The demonstration data cannot be loaded: '{id}' was refused with {refused.Code.Wire()}. {refused.Detail}");
        }
    }

    [LoggerMessage(LogLevel.Information, "Demonstration data loaded: {Stations} stations, {Responders} responders.")]
    private static partial void Done(ILogger log, int stations, int responders);

    [LoggerMessage(LogLevel.Information, "{Volunteers} synthetic volunteers per station are there.")]
    private static partial void SyntheticDone(ILogger log, int volunteers);
}
