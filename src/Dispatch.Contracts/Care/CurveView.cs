using System.Collections.Immutable;
using Dispatch.Contracts.Privacy;

namespace Dispatch.Contracts.Care;

/// <summary>What a warning curve counts: people, each once a week.</summary>
[GenerateSerializer, Alias("dispatch.curve-measure")]
public enum CurveMeasure
{
    /// <summary>People whose level was raised above General, by anyone.</summary>
    Raised = 0,

    /// <summary>People for whom a licensed counsellor confirmed a level above General.</summary>
    Confirmed = 1,

    /// <summary>People with a follow-up that was overdue in the week.</summary>
    Overdue = 2,
}

/// <summary>What kind of event is marked on a curve.</summary>
[GenerateSerializer, Alias("dispatch.curve-event-kind")]
public enum CurveEventKind
{
    /// <summary>A public incident.</summary>
    Incident = 0,

    /// <summary>A campaign, lecture or screening, which finds more than usual.</summary>
    Campaign = 1,

    /// <summary>A holiday or season.</summary>
    Season = 2,

    /// <summary>Something changed in how it is counted.</summary>
    Counting = 3,
}

/// <summary>An event that explains a curve.</summary>
/// <param name="Day">When it was, in the station's zone.</param>
/// <param name="Kind">What kind of event.</param>
/// <param name="Words">What it was, in the head's words, at most 200 characters; may be empty. Whoever reads the curves reads them.</param>
/// <param name="Number">Counts from 1 within the station; 0: not marked by anybody yet.</param>
[GenerateSerializer, Immutable, Alias("dispatch.curve-event")]
public sealed record CurveEvent(DateOnly Day, CurveEventKind Kind, [property: Sealed] string Words = "", int Number = 0);

/// <summary>One week of a curve.</summary>
/// <param name="Week">The Monday on which it begins, in the station's zone.</param>
/// <param name="Population">People who live there.</param>
/// <param name="People">People counted; null: fewer than may be shown.</param>
/// <param name="Rate">People per 1,000; null as above.</param>
/// <param name="Smoothed">The curve, per 1,000; null while the baseline is learned. It is computed from what is shown alone.</param>
/// <param name="Upper">Upper control limit, per 1,000; null as above.</param>
/// <param name="Lower">Lower control limit, per 1,000, at least 0; null as above.</param>
/// <param name="Above">The curve lies above its upper limit.</param>
/// <param name="Alarm">It crossed the limit in this week.</param>
[GenerateSerializer, Immutable, Alias("dispatch.curve-point")]
public sealed record CurvePoint(
    DateOnly Week, int Population, int? People, double? Rate, double? Smoothed, double? Upper, double? Lower, bool Above, bool Alarm);

/// <summary>A warning curve of one community, or of those of a street that may be shown.</summary>
/// <param name="Area">Code of the community; empty for the street.</param>
/// <param name="Measure">What is counted.</param>
/// <param name="Points">Closed weeks, oldest first, at most 520.</param>
/// <param name="Events">Events of these weeks, oldest first.</param>
[GenerateSerializer, Immutable, Alias("dispatch.curve-view")]
public sealed record CurveView(string Area, CurveMeasure Measure, ImmutableArray<CurvePoint> Points, ImmutableArray<CurveEvent> Events);
