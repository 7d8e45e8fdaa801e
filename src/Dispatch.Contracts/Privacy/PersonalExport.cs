using System.Collections.Immutable;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;

namespace Dispatch.Contracts.Privacy;

/// <summary>All that is kept of a resident with one request, for the resident.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Level">Its level.</param>
/// <param name="Service">What was asked for.</param>
/// <param name="Description">In the resident's words.</param>
/// <param name="Alias">The name given.</param>
/// <param name="Contact">The contact given.</param>
/// <param name="Address">The address given.</param>
/// <param name="Position">The place given.</param>
/// <param name="Area">Code of the area.</param>
/// <param name="Languages">Languages wished for.</param>
/// <param name="Gender">Wish about the helper.</param>
/// <param name="AgeBand">Age band, if it was told.</param>
/// <param name="Channel">How it came in.</param>
/// <param name="SubmittedAt">When.</param>
/// <param name="StartsAt">When it was needed.</param>
/// <param name="Minutes">For how long.</param>
/// <param name="StationId">The station in charge.</param>
/// <param name="Helpers">Who accepted it.</param>
/// <param name="Steps">What happened, with what was written beside it.</param>
/// <param name="Openings">Who opened sealed words, and why.</param>
/// <param name="Consents">What was allowed.</param>
/// <param name="ErasedAt">When personal data were deleted; null: they were not.</param>
[GenerateSerializer, Immutable, Alias("dispatch.resident-export")]
public sealed record ResidentExport(
    string RequestId,
    RequestState State,
    RiskLevel Level,
    string Service,
    string? Description,
    string? Alias,
    string? Contact,
    string? Address,
    GeoPoint? Position,
    string? Area,
    ImmutableArray<string> Languages,
    Gender Gender,
    string? AgeBand,
    Channel Channel,
    DateTimeOffset SubmittedAt,
    DateTimeOffset StartsAt,
    int Minutes,
    string StationId,
    ImmutableArray<HelpResponder> Helpers,
    ImmutableArray<ExportedStep> Steps,
    ImmutableArray<HelpOpening> Openings,
    ImmutableArray<Consent> Consents,
    DateTimeOffset? ErasedAt)
{
    /// <summary>What resident and counsellors wrote to each other, in order.</summary>
    [Id(0)]
    public ImmutableArray<ChatMessage> Chat { get; init; } = [];

    /// <summary>Screenings that were asked, with the answers given.</summary>
    [Id(1)]
    public ImmutableArray<ExportedScreening> Screenings { get; init; } = [];
}

/// <summary>A screening with what was answered, without what it came to.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.exported-screening")]
public sealed record ExportedScreening(string Instrument, string Version, DateTimeOffset AskedAt, DateTimeOffset? AnsweredAt, ImmutableArray<ScreeningAnswer> Answers);

/// <summary>One thing that happened, by whose office, and what was written beside it by the resident.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.exported-step")]
public sealed record ExportedStep(DateTimeOffset At, string What, string? Note);

/// <summary>All that is kept of a responder, for that person.</summary>
/// <param name="Profile">As staff entered it.</param>
/// <param name="OnDutySince">On duty by hand since.</param>
/// <param name="Position">The coarse position of the running duty; null: none is kept.</param>
/// <param name="Tasks">Standing tasks, without residents' data.</param>
/// <param name="Past">Tasks that are over.</param>
/// <param name="MinutesServed">Minutes of service.</param>
/// <param name="LastCallAt">When the last offer came.</param>
/// <param name="Calls">Offers received.</param>
/// <param name="Accepts">Offers accepted.</param>
/// <param name="NoShows">Tasks without progress.</param>
/// <param name="Consents">What was allowed.</param>
[GenerateSerializer, Immutable, Alias("dispatch.responder-export")]
public sealed record ResponderExport(
    ResponderProfile Profile,
    DateTimeOffset? OnDutySince,
    GeoPoint? Position,
    ImmutableArray<string> Tasks,
    ImmutableArray<PastTask> Past,
    int MinutesServed,
    DateTimeOffset? LastCallAt,
    int Calls,
    int Accepts,
    int NoShows,
    ImmutableArray<Consent> Consents);

/// <summary>All that is kept of an account, for its holder; no secret is among it.</summary>
/// <param name="Account">The account name.</param>
/// <param name="DisplayName">Display name.</param>
/// <param name="Role">Its role.</param>
/// <param name="StationId">Its station.</param>
/// <param name="HasPassword">It has a password.</param>
/// <param name="SecondFactorSince">Since when it has an authenticator app.</param>
/// <param name="RecoveryCodesLeft">Recovery codes that were not used.</param>
/// <param name="Passkeys">Names of its passkeys.</param>
/// <param name="Sessions">Its open sessions.</param>
/// <param name="Failures">Misses in a row.</param>
/// <param name="Notices">What the holder was told of the account.</param>
[GenerateSerializer, Immutable, Alias("dispatch.account-export")]
public sealed record AccountExport(
    string Account,
    string DisplayName,
    Role Role,
    string? StationId,
    bool HasPassword,
    DateTimeOffset? SecondFactorSince,
    int RecoveryCodesLeft,
    ImmutableArray<string> Passkeys,
    ImmutableArray<SessionEntry> Sessions,
    int Failures,
    ImmutableArray<AccountNotice> Notices);
