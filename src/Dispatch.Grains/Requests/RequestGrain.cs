using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Boards;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Requests;
using Dispatch.Domain;
using Dispatch.Domain.Access;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Records;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Triage;
using Dispatch.Grains.Records;
using Dispatch.Grains.Stations;
using Dispatch.Grains.Storage;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Requests;

/// <inheritdoc cref="IRequestGrain"/>
[GrainType("request")]
internal sealed partial class RequestGrain(
    [PersistentState("request")] IPersistentState<Stored<Request>> store,
    ServiceCatalogue catalogue,
    CueList cues,
    KnownStations stations,
    TimeProvider clock,
    ILogger<RequestGrain> logger) : RecordingGrain<Request>(store), IRequestGrain
{
    /// <summary>The committed state plus acknowledgements that go with the next commit; losing those only repeats a message.</summary>
    private Request? current;

    private RequestTrace trace;

    private Request? Current => current ??= State;

    private DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The open set drives a request until everything is told and recorded; one that has ended may have left it.</summary>
    private protected override bool IsDriven => State is not { Closed: true };

    public async Task<Reply<Submitted>> SubmitAsync(SubmitRequest command)
    {
        if (Current is { } existing)
        {
            return existing.Need.BodyDigest == command.BodyDigest
                ? SubmitRules.Answer(existing)
                : new Refusal(RefusalCode.IdempotencyKeyReused, $"Request '{Id}' was raised with another body.");
        }

        var check = IntakeRules.Check(command, catalogue, cues, await stations.AllAsync(GrainFactory), Now);
        if (check.Refused is { } refused)
        {
            LogRefused(Id, refused.Code);
            return refused;
        }

        var intake = check.Value!;
        var (shard, word) = await EnterOpenSetAsync(intake.Station.Id);
        pause = (true, word);
        var request = SubmitRules.Create(Id, intake, shard);
        await SaveAsync(PauseRules.Hear(request, word?.Incident, intake.Service, intake.Station, request.Need.SubmittedAt), command.By);
        if (command.By.Role != Role.Resident)
        {
            // A hint for staff: it goes with the next commit, and a crash before that only costs the hint.
            current = Current! with { Need = Current.Need with { PossibleDuplicates = await SimilarAsync(Current.Need) } };
        }

        return SubmitRules.Answer(Current!);
    }

    public Task<Reply> CancelAsync(CancelRequest command) => command.By.Role == Role.Resident
        ? SpeakAsync(command.By, command.Reason, request => Refusal(AccessTable.CancelHelp, command.By) is { } refused ? refused
            : StaffRules.CheckVersion(request, command.IfVersion) is { } changed ? changed
            : StaffRules.Cancel(request, command, Now))
        : CommandAsync(AccessTable.Cancel, command.By, command.IfVersion, request => StaffRules.Cancel(request, command, Now));

    public async Task<Reply> ConfirmAsync(ConfirmRequest command)
    {
        var station = await StationAsync();
        return await SpeakAsync(Actor.Resident, command.Note, request => ProgressRules.Confirm(request, command, station!, Now));
    }

    public async Task<Reply> WidenAsync(WidenRequest command)
    {
        var station = await StationAsync();
        return await CommandAsync(AccessTable.Widen, command.By, command.IfVersion, request => StaffRules.Widen(request, command, station!, Now));
    }

    public Task<Reply> ReferAsync(ReferRequest command) =>
        CommandAsync(AccessTable.Refer, command.By, command.IfVersion, request => StaffRules.Refer(request, command, Now));

    public Task<Reply> OwnAsync(OwnRequest command) =>
        CommandAsync(AccessTable.TakeOver, command.By, command.IfVersion, request => StaffRules.Own(request, command, Now));

    public async Task<Reply> RaiseAsync(RaiseLevel command)
    {
        var station = await StationAsync();
        return await CommandAsync(AccessTable.Raise, command.By, null, request => DangerRules.Raise(request, command, Kind(request), station!, Now));
    }

    public async Task<Reply> DispatchAsync(DispatchByHand command)
    {
        // Asked before the search for candidates, which a foreign actor should not even cause.
        if (Refusal(AccessTable.Dispatch, command.By) is { } refused)
        {
            return refused;
        }

        var station = await StationAsync();
        var candidate = Current is null ? null : await CandidateAsync(Current, command.ResponderId, station!);
        return await ChangeAsync(command.By, command.IfVersion, request => HandRules.Dispatch(request, command, candidate, station!, Now));
    }

    public Task<OfferVerdict> AcknowledgeAsync(AcknowledgeOffer command)
    {
        if (Current is { } request)
        {
            current = AnswerRules.Acknowledge(request, command, Now);
            Arm();
        }

        return Task.FromResult(AnswerRules.Verdict(Current, command.OfferId, command.ResponderId));
    }

    public async Task<OfferVerdict> ClaimAsync(ClaimOffer command)
    {
        if (Current is not null)
        {
            var station = await StationAsync();
            var now = Now;
            var next = AnswerRules.Claim(TimeRules.Elapse(Current!, station!, now), command, station!, now);
            await SaveAsync(AnswerTells(next, command.ResponderId).Next!, ResponderOf(command.ResponderId));
        }

        return AnswerRules.Verdict(Current, command.OfferId, command.ResponderId);
    }

    public async Task<OfferVerdict> SettleAsync(string offerId, string responderId, bool kept)
    {
        if (Current is not null)
        {
            var station = await StationAsync();
            await SaveAsync(TimeRules.Elapse(Current!, station!, Now));
            current = kept ? AnswerRules.Settle(Current!, offerId, responderId) : Current;
        }

        return AnswerRules.Verdict(Current, offerId, responderId);
    }

    public async Task<Reply<TaskView>> ProgressAsync(ReportProgress command)
    {
        var station = await StationAsync();
        var reply = await ChangeAsync(ResponderOf(command.ResponderId), null, request => AnswerTells(ProgressRules.Report(request, command, station!, Now), command.ResponderId));
        return reply.Refused is { } refused
            ? refused
            : RequestViews.Task(Current!, Current!.Assignments.Last(a => a.ResponderId == command.ResponderId));
    }

    public async Task<Reply> HandBackAsync(HandBack command)
    {
        var station = await StationAsync();
        var by = ResponderOf(command.ResponderId);
        return Current?.Assignments.Any(each => each.ResponderId == command.ResponderId) == true
            ? await SpeakAsync(by, command.Reason, request => AnswerTells(ProgressRules.HandBack(request, command, station!, Now), command.ResponderId))
            : await ChangeAsync(by, null, request => ProgressRules.HandBack(request, command, station!, Now));
    }

    public Task DeliveredAsync(string offerId, string responderId, bool seen)
    {
        if (Current is { } request)
        {
            current = AnswerRules.Delivered(request, offerId, responderId, seen, Now);
        }

        return Task.CompletedTask;
    }

    public async Task<Reply<RequestView>> GetAsync(Actor by) =>
        Refusal(AccessTable.ReadRequest, by) is { } refused ? refused : RequestViews.For(Current!, Kind(Current!), await StationAsync(), by);

    public Task<HelpView?> HelpAsync() => Task.FromResult(Current is { } request ? RequestViews.Help(request) : null);

    public Task<Reply<RequestTimeline>> TimelineAsync(Actor by) => Task.FromResult<Reply<RequestTimeline>>(
        Refusal(AccessTable.ReadTimeline, by) is { } refused ? refused : new RequestTimeline(RequestViews.Timeline(Current!, Kind(Current!), by)));

    /// <summary>Why the actor may not; null: it may, and the request exists.</summary>
    private Refusal? Refusal(AccessRule rule, Actor by) => Current is { } request ? RequestAccess.Judge(rule, request, by) : Unknown;

    /// <summary>A command of somebody whose right to it is judged here as well, whatever the caller checked.</summary>
    private async Task<Reply> CommandAsync(AccessRule rule, Actor by, long? ifVersion, Func<Request, Decision<Request>> decide)
    {
        if (Refusal(rule, by) is { } refused)
        {
            LogRefused(Id, refused.Code);
            return refused;
        }

        return await ChangeAsync(by, ifVersion, decide);
    }

    /// <summary>Decides purely, commits, answers; a refusal changes nothing.</summary>
    private async Task<Reply> ChangeAsync(Actor by, long? ifVersion, Func<Request, Decision<Request>> decide)
    {
        if (Current is not { } request)
        {
            return Unknown;
        }

        if (StaffRules.CheckVersion(request, ifVersion) is { } changed)
        {
            return changed;
        }

        var decision = decide(request);
        if (decision.Refused is { } refused)
        {
            LogRefused(Id, refused.Code);
            return refused;
        }

        await SaveAsync(decision.Next!, by);
        return Reply.Done;
    }

    /// <summary>Commits when something changed, with the entries that say so, then tells.</summary>
    /// <param name="next">The request as it shall be.</param>
    /// <param name="by">Who gave the command; null: the product itself.</param>
    private async Task SaveAsync(Request next, Actor? by = null)
    {
        if (ReferenceEquals(next, Current))
        {
            return;
        }

        trace.Remember();
        if (Current is { } known && next with { MatchAt = known.MatchAt } == known)
        {
            // Only the time of the next look changed: after a crash it looks at once, so this is not worth a commit.
            current = next;
            Arm();
            return;
        }

        if (State is { Closed: true } ended && next.Dangers > ended.Dangers)
        {
            // A request that has ended may have left its set: before a danger is durable, something must drive it until its emergency knows.
            next = next with { Need = next.Need with { OpenShard = (await EnterOpenSetAsync(next.Need.StationId)).Shard } };
            leftSet = false;
        }

        next = CareRules.Follow(State, next, Kind(next), by ?? Actor.System, Now) with { Version = (State?.Version ?? 0) + 1 };
        RequestInvariants.Hold(next);
        Rouse(next);
        await CommitAsync(next, RequestEntries.Of(State, next, by ?? Actor.System, Now));
        current = next;
        TellEmergency();
        Tell(TimeSpan.Zero);
        Arm();
    }

    private static Refusal Unknown => new(RefusalCode.RequestUnknown, "No request of that id was ever raised.");

    /// <summary>The service, where the catalogue still holds it.</summary>
    private ServiceType? Kind(Request request) => catalogue.Find(request.Need.Service);

    /// <summary>The responder who speaks; its role is that of the kind it was asked as.</summary>
    private Actor ResponderOf(string id) =>
        new(id, Current?.Offers.LastOrDefault(offer => offer.ResponderId == id)?.Kind == ResponderKind.Counsellor ? Role.Counsellor : Role.Volunteer, null);

    private ServiceType Service(Request request) =>
        catalogue.Find(request.Need.Service)
        ?? throw new InvalidOperationException($"Request '{Id}' asks for service '{request.Need.Service}', which data/services.json no longer holds; put it back.");

    /// <summary>Requests on the board that may be the same; none when the board does not answer, for the request itself is durable by now.</summary>
    private async Task<ImmutableArray<string>> SimilarAsync(Need need)
    {
        try
        {
            var similar = await GrainFactory.GetGrain<IBoardGrain>(need.StationId).SimilarAsync(need.Service, need.Position, need.Area, need.SubmittedAt);
            return similar.Remove(Id);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogNoHint(failure, Id);
            return [];
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Request {RequestId} was raised; its board could not be asked for similar ones")]
    private partial void LogNoHint(Exception failure, string requestId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Request {RequestId} refused a command: {Code}")]
    private partial void LogRefused(string requestId, RefusalCode code);
}
