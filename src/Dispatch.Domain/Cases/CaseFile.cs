using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Privacy;
using Dispatch.Domain.Levels;

namespace Dispatch.Domain.Cases;

/// <summary>A command that took effect, by the id that its sender gave it.</summary>
/// <param name="Content">Digest of all that it said; null: by a version that did not keep it.</param>
public sealed record DoneCommand(string Id, string What, [property: Sealed] string? Content = null);

/// <summary>What the actor of a case stores: what its request told, the case once a counsellor has it, and what others must still hear.</summary>
/// <param name="Level">The level until a counsellor has the case; from then on that of the case counts.</param>
/// <param name="Human">Account answerable while nobody has it.</param>
/// <param name="AskedAt">When the request became one of care.</param>
/// <param name="Version">Grows with every commit.</param>
public sealed record CaseFile(
    string Id, string StationId, string? Area, string Service, LevelRecord Level, string Human, DateTimeOffset AskedAt, long Version)
{
    /// <summary>Commands remembered, newest last; more than a person gives in a day.</summary>
    public const int DoneMost = 256;

    /// <summary>The case; null: no counsellor has it yet.</summary>
    public CareCase? Case { get; init; }

    /// <summary>Counsellors who accepted the request, in their order.</summary>
    public ImmutableArray<string> Accepted { get; init; } = [];

    /// <summary>Of owner and deputy those who gave the request back: they stay named until somebody else has the case.</summary>
    public ImmutableArray<string> Left { get; init; } = [];

    /// <summary>Other stations whose desks list it: those of owners and deputies from there. A desk shows it to them alone.</summary>
    public ImmutableArray<string> Boards { get; init; } = [];

    /// <summary>Where words may lie that no note refers to yet; what is left here goes with the other words.</summary>
    public ImmutableArray<string> Drafts { get; init; } = [];

    /// <summary>The request has ended.</summary>
    public bool RequestOver { get; init; }

    /// <summary>Put away without a case.</summary>
    public Aside? Aside { get; init; }

    /// <summary>Why no case could be opened for those who accepted.</summary>
    public RefusalCode? Hindered { get; init; }

    /// <summary>Number of the last word of the request that was kept.</summary>
    public long Heard { get; init; }

    /// <summary>Version of the level that the request knows.</summary>
    public long LevelTold { get; init; }

    /// <summary>How often danger to life was spoken of here, and not by the request itself.</summary>
    public int Dangers { get; init; }

    /// <summary>How many of them the request knows.</summary>
    public int DangersTold { get; init; }

    /// <summary>What it asks of whoever serves it; null: nothing was ever named.</summary>
    [Sealed, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CareDemand? Demand { get; init; }

    /// <summary>Version of that which the request knows.</summary>
    public long DemandTold { get; init; }

    /// <summary>The public incident that its request comes from; null: none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Incident { get; init; }

    /// <summary>Version of the level that this incident knows.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long IncidentTold { get; init; }

    /// <summary>Why it asks that, oldest first.</summary>
    public ImmutableArray<DemandReason> DemandReasons { get; init; } = [];

    /// <summary>Commands that took effect.</summary>
    public ImmutableArray<DoneCommand> Done { get; init; } = [];

    /// <summary>Every time that notes were opened by breaking the glass.</summary>
    public ImmutableArray<NotesOpening> Openings { get; init; } = [];

    /// <summary>When its words were deleted.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>Who was last told of which follow-up that is left.</summary>
    public ImmutableArray<FollowUpAlert> Alerts { get; init; } = [];

    /// <summary>Whom it has still to tell what.</summary>
    public ImmutableArray<OwedNotice> Notices { get; init; } = [];

    /// <summary>Number of the last notice to anybody.</summary>
    public long LastNotice { get; init; }

    /// <summary>The level that binds, with its changes.</summary>
    [JsonIgnore]
    public LevelRecord Standing => Case?.Level ?? Level;

    /// <summary>The request does not know all of the level and of the dangers.</summary>
    [JsonIgnore]
    public bool LevelUntold => LevelTold < Standing.Version || DangersTold < Dangers;

    /// <summary>The request does not know all that is asked of counsellors.</summary>
    [JsonIgnore]
    public bool DemandUntold => Demand is { } asked && DemandTold < asked.Version;

    /// <summary>The incident does not know all of the level.</summary>
    [JsonIgnore]
    public bool IncidentUntold => Incident is not null && IncidentTold < Standing.Version;

    /// <summary>What it asks of whoever serves it.</summary>
    [JsonIgnore]
    public CareDemand Asks => Demand ?? CareDemand.None;

    /// <summary>Whether a conflict of interest keeps this counsellor from it.</summary>
    public bool Bars(string account) => Demand?.Bars(account) == true;

    /// <summary>Somebody accepted, and no case could be opened so far.</summary>
    [JsonIgnore]
    public bool Opens => Case is null && Aside is null && !Accepted.IsEmpty;

    /// <summary>Somebody else must be owner or deputy.</summary>
    [JsonIgnore]
    public bool Lacks => Case is not null && !Left.IsEmpty;

    /// <summary>The answer to a command that is known already; null: it is new. Under one id it says one thing.</summary>
    public Reply? Known(DoneCommand command) => Done.FirstOrDefault(done => done.Id == command.Id) is not { } done
        ? null
        : done.What == command.What && (done.Content is null || done.Content == command.Content)
            ? Reply.Done
            : new Refusal(RefusalCode.IdempotencyKeyReused, $"The command id was used for another '{done.What}' in case '{Id}'.");

    /// <summary>The case as it goes on; an alert stands until its follow-up is done or re-planned.</summary>
    public CaseFile With(CareCase held)
    {
        if (ReferenceEquals(held, Case))
        {
            return this;
        }

        ImmutableArray<string> left = [.. Left.Where(account => account == held.Owner || account == held.Deputy)];
        return this with
        {
            Case = held,
            Alerts = [.. Alerts.Where(alert => held.FollowUps.Find(alert.Number) is { Left: true })],
            Left = left,
            Drafts = [.. Drafts.Where(draft => held.Notes.All(note => note.ContentId != draft))],
            Hindered = left.IsEmpty ? null : Hindered,
        };
    }

    /// <summary>Remembers a command with the commit of its effect.</summary>
    public CaseFile Remember(DoneCommand command) => this with
    {
        Done = [.. Done.Skip(Math.Max(0, Done.Length + 1 - DoneMost)), command],
    };

    /// <summary>Listed at the stations of these people as well, so that their own boards show it.</summary>
    public CaseFile ListedFor(params CareWorker[] people) =>
        people.Select(each => each.By.StationId).OfType<string>().Where(station => station != StationId && !Boards.Contains(station)).Distinct().ToList() is { Count: > 0 } more
            ? this with { Boards = Boards.AddRange(more) }
            : this;
}
