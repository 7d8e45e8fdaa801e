using System.Collections.Immutable;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;

namespace Dispatch.Contracts.Matching;

/// <summary>What a request asks of a zone's index. Everything the hard gates and the score need, and no personal data.</summary>
/// <param name="RequestId">The request that asks.</param>
/// <param name="Stations">Stations whose responders may serve it, in order of preference.</param>
/// <param name="Kinds">Responder kinds the service, the level and the lane allow.</param>
/// <param name="Level">The request's level; at High-risk no volunteer passes, at Serious only for companion tasks.</param>
/// <param name="CrisisOnly">Only crisis-qualified counsellors.</param>
/// <param name="TrainedOnly">Volunteers must be trained (psychological tasks).</param>
/// <param name="Companion">A practical or companion task that a volunteer may do at Serious level.</param>
/// <param name="CaseData">The task shows case-class data: counsellors only.</param>
/// <param name="Skills">Skills with their least level; all are needed.</param>
/// <param name="Languages">Languages; all are needed.</param>
/// <param name="Gender">A wish about the helper's gender.</param>
/// <param name="StartsAt">When the task starts.</param>
/// <param name="Minutes">How long it takes.</param>
/// <param name="Location">Where; null for remote tasks.</param>
/// <param name="RadiusMetres">How far; ignored for remote tasks.</param>
/// <param name="Remote">Distance does not count.</param>
/// <param name="Calm">Starts later than 2 h from now: quiet hours at the time of asking are respected even by those on duty by hand.</param>
/// <param name="Excluded">Responders who declined, hold an offer or assignment, or are on scene.</param>
/// <param name="Refused">Responders who refused this request already.</param>
/// <param name="Conflicts">Responders with a conflict of interest.</param>
/// <param name="Continuity">Responders who helped this resident before.</param>
/// <param name="Team">The 1+N team preferred, if any.</param>
/// <param name="Weights">The station's weights.</param>
/// <param name="NearestFirst">Plain nearest-first order instead of the score, for comparison in replays.</param>
/// <param name="OwnStation">The station that the request belongs to, also where others are asked; null: the first of <paramref name="Stations"/>.</param>
/// <param name="Patient">Asks who could be asked in time once open offers are answered and quiet hours are over. Such a question proposes nobody.</param>
/// <param name="CaseCap">Caseload from which on counsellors are not asked; 0: it does not count.</param>
[GenerateSerializer, Immutable, Alias("dispatch.match-query")]
public sealed record MatchQuery(
    string RequestId,
    ImmutableArray<string> Stations,
    ImmutableArray<ResponderKind> Kinds,
    RiskLevel Level,
    bool CrisisOnly,
    bool TrainedOnly,
    bool Companion,
    bool CaseData,
    ImmutableArray<SkillLevel> Skills,
    ImmutableArray<string> Languages,
    Gender Gender,
    DateTimeOffset StartsAt,
    int Minutes,
    GeoPoint? Location,
    int RadiusMetres,
    bool Remote,
    bool Calm,
    ImmutableArray<string> Excluded,
    ImmutableArray<string> Refused,
    ImmutableArray<string> Conflicts,
    ImmutableArray<string> Continuity,
    string? Team,
    ScoreWeights Weights,
    bool NearestFirst = false,
    string? OwnStation = null,
    bool Patient = false,
    int CaseCap = 0)
{
    /// <summary>Populations whose competence a counsellor must have; of a query that asks counsellors for care.</summary>
    [Id(0)]
    public ImmutableArray<Population> Populations { get; init; } = [];
}

/// <summary>A responder that passed every gate: its score (higher is better), what made it, distance in metres and travel time in minutes (null when remote).</summary>
/// <param name="CrisisQualified">A counsellor who may stay should the level rise to High-risk.</param>
[GenerateSerializer, Immutable, Alias("dispatch.ranked")]
public sealed record Ranked(
    string ResponderId,
    ResponderKind Kind,
    string Name,
    string StationId,
    double Score,
    int? DistanceMetres,
    int? TravelMinutes,
    ImmutableArray<ScoreFactor> Why,
    bool CrisisQualified = false);

/// <summary>A responder in reach as the coordinator sees it: eligible with its score, or the gates that exclude it.</summary>
/// <param name="WhyNot">Gate codes of the locale files, in the order of the gates; empty when eligible.</param>
[GenerateSerializer, Immutable, Alias("dispatch.candidate-view")]
public sealed record CandidateView(
    string ResponderId,
    string Name,
    ResponderKind Kind,
    string StationId,
    bool Eligible,
    double Score,
    int? DistanceMetres,
    int? TravelMinutes,
    ImmutableArray<ScoreFactor> Why,
    ImmutableArray<string> WhyNot);

/// <summary>What a batched round found for one request: best first, at most as many as asked; empty when nobody fits.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.proposal")]
public sealed record Proposal(string RequestId, ImmutableArray<Ranked> Candidates);
