using Dispatch.Contracts.Requests;
using Dispatch.Domain.Emergencies;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Responders;
using Dispatch.Domain.Stations;

namespace Dispatch.Simulation.History;

/// <summary>One thing that became durable, or that somebody outside was told.</summary>
internal abstract record Happening(DateTimeOffset At);

/// <summary>A request was committed; null: a tombstone.</summary>
internal sealed record RequestKept(DateTimeOffset At, string Id, Request? State) : Happening(At)
{
    public override string ToString() => State is null
        ? $"{Id} tombstone"
        : $"{Id} v{State.Version} {State.State} {State.Level} wave {State.Wave}: offers {Offers(State)}; tasks {Tasks(State)}; outbox {State.Outbox.Length}";

    private static string Offers(Request state) =>
        string.Join(' ', state.Offers.TakeLast(6).Select(offer => $"{offer.Number}>{offer.ResponderId}:{offer.State}"));

    private static string Tasks(Request state) => string.Join(' ', state.Assignments.Select(task => $"{task.ResponderId}:{task.State}"));
}

/// <summary>A responder was committed.</summary>
internal sealed record ResponderKept(DateTimeOffset At, string Id, Responder State) : Happening(At)
{
    public override string ToString() =>
        $"{Id} v{State.Version} load {State.Load}/{State.Profile.Capacity}: held {Ids(State.Held.Select(held => held.Offer.Id))}; "
        + $"standing {Ids(State.Standing.Select(task => task.Offer.Id))}; duty {State.ByHand is not null}; set {State.DutySet}";

    private static string Ids(IEnumerable<string> ids) => string.Join(' ', ids);
}

/// <summary>An emergency was committed.</summary>
internal sealed record EmergencyKept(DateTimeOffset At, string Id, Emergency State) : Happening(At)
{
    public override string ToString() => $"emergency {Id} v{State.Version} {State.State} danger {State.Danger}: {State.People.Length} called, {State.Out()} out";
}

/// <summary>A shard of an open set was committed.</summary>
internal sealed record OpenShardKept(DateTimeOffset At, string Key, OpenShard State) : Happening(At)
{
    public override string ToString() => $"open {Key}: {string.Join(' ', State.Requests)}";
}

/// <summary>A shard of a duty set was committed.</summary>
internal sealed record DutyShardKept(DateTimeOffset At, string Key, DutyShard State) : Happening(At)
{
    public override string ToString() => $"duty {Key}: {State.Cards.Length} cards";
}

/// <summary>A submitter was told that the request is raised.</summary>
internal sealed record SubmitAcknowledged(DateTimeOffset At, string RequestId) : Happening(At);

/// <summary>A person was told what became of the answer.</summary>
internal sealed record AnswerAcknowledged(DateTimeOffset At, string ResponderId, string RequestId, string OfferId, Answer Answer, OfferState Became)
    : Happening(At);

/// <summary>Something that only the reader of a trace wants to know: a fault, a command, a refusal.</summary>
internal sealed record Noted(DateTimeOffset At, string What) : Happening(At)
{
    public override string ToString() => What;
}

/// <summary>Code of the product failed in a way that no played fault explains.</summary>
internal sealed record Blunder(DateTimeOffset At, string Where, Exception Fault) : Happening(At)
{
    public override string ToString() => $"{Where}: {Fault}";
}
