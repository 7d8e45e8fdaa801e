using System.Collections.Immutable;
using System.Reflection;
using Dispatch.Contracts.Records;

namespace Dispatch.Records.Insight;

/// <summary>What a number is in.</summary>
public enum MeasureUnit
{
    /// <summary>Entries.</summary>
    Entries,

    /// <summary>Minutes.</summary>
    Minutes,

    /// <summary>Seconds.</summary>
    Seconds,
}

/// <summary>One thing that is counted: entries of certain actions, and what is read of them. docs/insight.md defines each.</summary>
/// <param name="Code">Its name.</param>
/// <param name="Actions">Whose entries.</param>
/// <param name="Reading">What is read of them.</param>
/// <param name="Unit">What the number is in.</param>
/// <param name="HasResponder">Its entries tell the kind of responder.</param>
/// <param name="WithAmount">Only entries that bear a number.</param>
public sealed record Measure(
    string Code, ImmutableArray<string> Actions, Reading Reading, MeasureUnit Unit, bool HasResponder, bool WithAmount = false)
{
    /// <summary>
    /// Everything that happened to requests, offers and tasks, on duty, with consents and data, and to the station and its record. What happened to accounts
    /// is not counted here.
    /// </summary>
    public static readonly Measure Entries = new("entries", Service(), Reading.Count, MeasureUnit.Entries, HasResponder: true);

    /// <summary>From submitting to the first acceptance.</summary>
    public static readonly Measure Wait = new("wait", [RecordActions.OfferAccepted], Reading.Median, MeasureUnit.Seconds, HasResponder: true, WithAmount: true);

    /// <summary>From acceptance to done, in all.</summary>
    public static readonly Measure Given = new("given", [RecordActions.AssignmentCompleted], Reading.Sum, MeasureUnit.Minutes, HasResponder: true, WithAmount: true);

    /// <summary>Every measure, in the order in which it is told.</summary>
    public static readonly ImmutableArray<Measure> All =
    [
        OfRequests("submitted", RecordActions.RequestSubmitted),
        Wait,
        OfRequests("kept", RecordActions.RequestConfirmed),
        OfRequests("not-kept", RecordActions.RequestNotKept),
        OfRequests("unfilled", RecordActions.RequestUnfilled),
        OfRequests("cancelled", RecordActions.RequestCancelled),
        OfRequests("referred", RecordActions.RequestReferred),
        OfOffers("offers", RecordActions.OfferMade),
        OfOffers("accepted", RecordActions.OfferAccepted),
        OfOffers("declined", RecordActions.OfferDeclined),
        OfOffers("lapsed", RecordActions.OfferLapsed),
        OfOffers("done", RecordActions.AssignmentCompleted),
        OfOffers("lost", RecordActions.AssignmentHandedBack, RecordActions.AssignmentNoShow),
        Given,
        OfRequests("raised", RecordActions.RequestLevel),
        OfRequests("sealed", RecordActions.SealedOpened),
        Entries,
    ];

    /// <summary>The measure of a name; null: none.</summary>
    public static Measure? Find(string code) => All.FirstOrDefault(measure => measure.Code == code);

    private static Measure OfRequests(string code, string action) => new(code, [action], Reading.Count, MeasureUnit.Entries, HasResponder: false);

    private static Measure OfOffers(string code, params ImmutableArray<string> actions) => new(code, actions, Reading.Count, MeasureUnit.Entries, HasResponder: true);

    /// <summary>Found among the codes, so that a new one of these kinds is counted without anybody thinking of it here.</summary>
    private static ImmutableArray<string> Service()
    {
        string[] kinds =
        [
            "request", "offer", "assignment", "sealed", "duty", "responder", "station", "policy", "insight", "demo", "record", "consent", "data", "privacy",
            "clock", "ledger",
        ];
        return
        [
            .. typeof(RecordActions).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!)
                .Where(action => kinds.Contains(action[..action.IndexOf('.', StringComparison.Ordinal)])).Order(StringComparer.Ordinal),
        ];
    }
}
