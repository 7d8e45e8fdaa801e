using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Dispatch.Contracts.Privacy;

namespace Dispatch.Contracts.Records;

/// <summary>One entry of the service record as the actor that caused it writes it down: ids and codes only, never words, names or places.</summary>
/// <param name="Ledger">Whose chain it belongs to: a station's id, or <see cref="Ledgers.House"/>.</param>
/// <param name="At">When it happened, by the source's clock; kept to the microsecond.</param>
/// <param name="Actor">The account that acted, <c>resident</c> or <c>system</c>.</param>
/// <param name="Role">The actor's role; null for the product itself.</param>
/// <param name="Action">A code <c>noun.verb</c>, such as <c>request.submitted</c>; see <see cref="RecordActions"/>.</param>
/// <param name="Subject">What it happened to: <c>request/ID</c>, <c>responder/ID</c>, <c>account/NAME</c> or <c>station/ID</c>.</param>
/// <param name="Facets">What can be counted by.</param>
/// <param name="Personal">SHA-256 of the personal data that this entry vouches for, see docs/records.md; empty: none. The ledger salts it.</param>
[GenerateSerializer, Immutable, Alias("dispatch.record-draft")]
public sealed record RecordDraft(
    string Ledger,
    DateTimeOffset At,
    string Actor,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Role? Role,
    string Action,
    string Subject,
    Facets Facets,
    [property: Sealed] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Personal = null);

/// <summary>What entries can be counted by. None of it names or describes a person; texts are codes of at most 128 characters.</summary>
/// <param name="Community">Area code of the request.</param>
/// <param name="Service">Service code.</param>
/// <param name="Level">Risk level: <c>general</c>, <c>serious</c> or <c>highRisk</c>.</param>
/// <param name="Responder">Kind of responder: <c>volunteer</c> or <c>counsellor</c>.</param>
/// <param name="AgeBand">Age band of the person in need, such as <c>60-69</c>.</param>
/// <param name="Channel">How the request came in.</param>
/// <param name="Reason">A reason code, never a reason in words.</param>
/// <param name="With">The other party, such as the responder of an offer: a subject.</param>
/// <param name="Item">The thing within the subject, such as an offer's id.</param>
/// <param name="Amount">A number that belongs to the action: a wave, minutes, failures.</param>
[GenerateSerializer, Immutable, Alias("dispatch.record-facets")]
public sealed record Facets(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Community = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Service = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Level = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Responder = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AgeBand = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Channel = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? With = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Item = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Amount = null)
{
    /// <summary>Nothing to count by.</summary>
    public static readonly Facets None = new();
}

/// <summary>A draft as its source numbered it. Numbers of one source only grow, and none is used twice.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.numbered-draft")]
public sealed record NumberedDraft(long Number, RecordDraft Draft);

/// <summary>Drafts on their way to one ledger.</summary>
/// <param name="Source">The actor that committed them, <c>kind/id</c>.</param>
/// <param name="Drafts">The drafts, in the order of their numbers.</param>
[GenerateSerializer, Immutable, Alias("dispatch.record-batch")]
public sealed record RecordBatch(string Source, ImmutableArray<NumberedDraft> Drafts);

/// <summary>Names of ledgers.</summary>
public static class Ledgers
{
    /// <summary>The ledger of everything that belongs to no station.</summary>
    public const string House = "house";
}
