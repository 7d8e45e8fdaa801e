using Dispatch.Contracts.Incidents;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Requests;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Requests;

/// <summary>What a request does by itself: see to what is due, and look for responders.</summary>
internal sealed partial class RequestGrain
{
    /// <summary>A zone has no outbox: the request enqueues itself again at this interval.</summary>
    private static readonly TimeSpan EnqueueAgain = TimeSpan.FromSeconds(1);

    /// <summary>Without a proposal by then the request matches by itself.</summary>
    private static readonly TimeSpan GiveUpBatch = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(1);

    private IGrainTimer? wake;
    private DateTimeOffset? enqueuedAt;

    /// <summary>Until when the open set leaves this request alone; not known after an activation.</summary>
    private DateTimeOffset snoozedUntil = DateTimeOffset.MaxValue;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        snoozedUntil = State is null ? DateTimeOffset.MinValue : DateTimeOffset.MaxValue;

        // Reconciling waits for the first tick: an activation calls no other grain.
        wake = this.RegisterGrainTimer(WakeAsync, new GrainTimerCreationOptions(State is null ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        tell = this.RegisterGrainTimer(TellAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { Interleave = true });
        tellCase = this.RegisterGrainTimer(TellCaseAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { Interleave = true });
        return base.OnActivateAsync(cancellationToken);
    }

    public async Task ProposeAsync(Proposal proposal)
    {
        // Only a first wave is ever batched, so a proposal that comes after the request has gone on by itself finds it no longer waiting.
        if (Current is not { } request || enqueuedAt is null)
        {
            return;
        }

        var station = await StationAsync();
        var now = Now;
        if (!request.Running || request.Pause is not null || request.Missing() == 0 || !OfferRules.Batched(request, station!))
        {
            return;
        }

        enqueuedAt = null;
        await SaveAsync(proposal.Candidates.IsEmpty
            ? await AskAsync(request, station!, now)
            : OfferRules.Ask(request, 1, proposal.Candidates.Take(OfferRules.Wanted(request, 1, station!, now)), station!, now));
    }

    public async Task RedriveAsync(string openSet, bool show, PauseWord? pause)
    {
        var set = GrainFactory.GetGrain<IOpenSetGrain>(openSet);
        if (State is null)
        {
            await CommitTombstoneAsync();
            await set.RemoveAsync(Id);
            return;
        }

        if (openSet != OpenSetKey(State))
        {
            // A submission that failed and was repeated after the sets had grown: the set that counts is the one that the state names.
            await set.RemoveAsync(Id);
            return;
        }

        leftSet = false;
        shownVersion = show ? 0 : shownVersion;
        await HearPauseAsync(pause);
        if (shownVersion < Current!.Version || !Current.Outbox.IsEmpty || !Current.Care.IsEmpty || Current.Closed || HasUnrecorded)
        {
            Tell(TimeSpan.Zero);
            return;
        }

        Arm();
        snoozedUntil = Snooze();
        await set.SnoozeAsync(Id, snoozedUntil);
    }

    private async Task WakeAsync(CancellationToken cancellationToken)
    {
        using var step = trace.Continue();
        try
        {
            await DriveAsync();
            Arm();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // A zone that is moving or a store that is away: the state is unharmed, so try again shortly.
            LogDriveFailed(failure, Id);
            wake?.Change(TryAgain, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task DriveAsync()
    {
        if (Current is null)
        {
            return;
        }

        var station = await StationAsync();
        var now = Now;
        var next = TimeRules.Elapse(Current, station!, now);
        next = OfferRules.Wants(next, now) ? await HoldAsync(next, station!, now) : next;
        if (OfferRules.Wants(next, now))
        {
            next = await EnqueueAsync(next, station!, now) ?? await AskAsync(next, station!, now);
        }

        await SaveAsync(next);
    }

    /// <summary>Joins the zone's batch for the first wave, and again after a while. Null: match now.</summary>
    private async Task<Request?> EnqueueAsync(Request request, StationFacts station, DateTimeOffset now)
    {
        if (!OfferRules.Batched(request, station))
        {
            return null;
        }

        var queries = MatchPlan.Queries(request, Service(request), station, 1, now);
        enqueuedAt ??= now;
        if (queries.Length != 1 || now - enqueuedAt >= GiveUpBatch)
        {
            enqueuedAt = null;
            return null;
        }

        await GrainFactory.GetGrain<IZoneGrain>(queries[0].Zone).EnqueueAsync(queries[0].Query, OfferRules.Wanted(request, 1, station, now));
        return request with { MatchAt = now + EnqueueAgain };
    }

    /// <summary>Asks wave after wave until enough people are being asked or nobody is left.</summary>
    private async Task<Request> AskAsync(Request request, StationFacts station, DateTimeOffset now)
    {
        var service = Service(request);
        var last = MatchPlan.Waves(request, station);
        for (var wave = Math.Clamp(request.Wave, 1, last); wave <= last; wave++)
        {
            var wanted = OfferRules.Wanted(request, wave, station, now);
            if (wanted == 0)
            {
                return OfferRules.Wait(request, station, now);
            }

            var answers = await RankAsync(MatchPlan.Queries(request, service, station, wave, now), wanted);
            var ranked = OfferRules.Merge(answers, request.Lane).Take(wanted).ToList();
            if (ranked.Count > 0)
            {
                request = OfferRules.Ask(request, wave, ranked, station, now);
            }

            if (OfferRules.Enough(request))
            {
                return ranked.Count > 0 ? request : OfferRules.Wait(request, station, now);
            }
        }

        var waits = WaitRules.MayWait(request, now) && (WaitRules.IsAhead(request, now) || await SomebodyInTimeAsync(request, station));
        return waits ? WaitRules.Await(request, station, now) : OfferRules.Exhausted(request, station, now);
    }

    /// <summary>Whether anybody could be asked in time but for other requests' open offers and quiet hours.</summary>
    private async Task<bool> SomebodyInTimeAsync(Request request, StationFacts station)
    {
        foreach (var (zone, query) in Widest(request, station))
        {
            if (!(await GrainFactory.GetGrain<IZoneGrain>(zone).RankAsync(query with { Patient = true }, 1)).IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<List<Ranked>> RankAsync(IReadOnlyList<ZoneQuery> queries, int wanted)
    {
        var all = new List<Ranked>();
        foreach (var (zone, query) in queries)
        {
            all.AddRange(await GrainFactory.GetGrain<IZoneGrain>(zone).RankAsync(query, wanted));
        }

        return all;
    }

    /// <summary>Sets the clock for whatever is due next.</summary>
    private void Arm()
    {
        if (wake is null || Current is not { } request)
        {
            return;
        }

        var due = TimeRules.NextWake(request);
        if (due is { } at)
        {
            var wait = at - Now;
            wake.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
        else
        {
            wake.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Request {RequestId} could not be driven and tries again")]
    private partial void LogDriveFailed(Exception failure, string requestId);
}
