using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Demo;
using Dispatch.Web.Hosting;
using Microsoft.Extensions.Options;

namespace Dispatch.Web.Demo;

/// <summary>Loads the demonstration data into an empty store, once, however often the process is killed meanwhile.</summary>
/// <remarks>
/// A closed account keeps where the load stands: its stamp is <c>loading</c> from before the first write until after the last, then
/// <c>loaded:n</c> with n synthetic volunteers per station. Every write is a no-op when repeated. A store that holds stations but no such
/// account is somebody's own and is left alone. Writes go side by side, so that the store commits many at once. Of several processes that
/// start at once, one loads; the others wait for it, and go on with its work when it seems to have died.
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
    private readonly string _own = $"{Loading}:{Guid.NewGuid():n}";
    private const string Loaded = "loaded:";
    private const long Seed = 1;
    private const int WritesAtOnce = 128;

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
                await AddSyntheticAsync(mark.SecurityStamp, wanted, stop);
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
        if (options.Value.Demo.Enabled && await ClaimAsync(stop) is { } stamp)
        {
            var data = services.GetRequiredService<DemoData>();
            await Parallel.ForEachAsync(data.Stations, stop, async (facts, _) =>
                Require(await grains.GetGrain<IStationGrain>(facts.Id).ConfigureAsync(facts), facts.Id));
            await Task.WhenAll(EnrolAsync(data.Responders, stop), OpenAsync(data.Accounts, stop));
            Require(await Mark.PutAsync(MarkAs(Loaded + "0"), stamp), MarkAccount);
            Done(log, data.Stations.Length, data.Responders.Length);
        }
    }

    /// <summary>The mark's stamp when loading is up to this process; null when there is nothing to load.</summary>
    private async Task<string?> ClaimAsync(CancellationToken stop)
    {
        var stamp = (await Mark.GetAsync())?.SecurityStamp;
        if (stamp is null)
        {
            if ((await grains.GetGrain<IDirectoryGrain>("stations").GetAsync()).Length > 0)
            {
                return null;
            }

            await Mark.PutAsync(MarkAs(_own), ifStamp: null);
            stamp = (await Mark.GetAsync())?.SecurityStamp;
        }

        for (var look = 0; options.Value.IsCluster && IsAnothers(stamp) && look < LooksBeforeTakingOver; look++)
        {
            await Task.Delay(BetweenLooks, clock, stop);
            stamp = (await Mark.GetAsync())?.SecurityStamp;
        }

        if (IsAnothers(stamp))
        {
            Require(await Mark.PutAsync(MarkAs(_own), stamp), MarkAccount);
            stamp = _own;
        }

        return stamp == _own ? stamp : null;
    }

    private bool IsAnothers(string? stamp) => stamp != _own && stamp?.StartsWith(Loading, StringComparison.Ordinal) == true;

    private async Task AddSyntheticAsync(string stamp, int wanted, CancellationToken stop)
    {
        if (!int.TryParse(stamp.AsSpan(Loaded.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var present) || present >= wanted)
        {
            return;
        }

        foreach (var station in services.GetRequiredService<DemoData>().Stations)
        {
            var people = SyntheticVolunteers.Create(station, wanted, Seed)[present..];
            await EnrolAsync(people, stop);
            await OpenAsync([.. people.Select(it => new DemoAccount(it.Id, it.Name, Role.Volunteer, it.StationId))], stop);
        }

        Require(await Mark.PutAsync(MarkAs(Loaded + wanted.ToString(CultureInfo.InvariantCulture)), stamp), MarkAccount);
        SyntheticDone(log, wanted);
    }

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

    private static Account MarkAs(string stamp) => new(MarkAccount, MarkAccount, Role.Resident, null, PasswordHash: "", stamp);

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
