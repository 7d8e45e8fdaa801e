using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Responders;

namespace Dispatch.Domain.Matching;

/// <summary>The rule behind each gate: true when it excludes the responder.</summary>
internal static class Excludes
{
    public static bool Kind(ResponderCard card, MatchQuery query, DateTimeOffset now) =>
        query.Kinds.IsDefaultOrEmpty || !query.Kinds.Contains(card.Profile.Kind);

    public static bool Risk(ResponderCard card, MatchQuery query, DateTimeOffset now) => IsVolunteer(card) && query.Level switch
    {
        RiskLevel.General => false,
        RiskLevel.Serious => !query.Companion,
        _ => true,
    };

    public static bool Crisis(ResponderCard card, MatchQuery query, DateTimeOffset now) =>
        query.CrisisOnly && (IsVolunteer(card) || !card.Profile.CrisisQualified);

    public static bool Training(ResponderCard card, MatchQuery query, DateTimeOffset now) =>
        query.TrainedOnly && IsVolunteer(card) && !card.Profile.Trained;

    public static bool DataClass(ResponderCard card, MatchQuery query, DateTimeOffset now) => query.CaseData && IsVolunteer(card);

    public static bool Licence(ResponderCard card, MatchQuery query, DateTimeOffset now) =>
        !IsVolunteer(card) && card.Profile.LicensedUntil < TaskSpan.End(query, now);

    public static bool Skill(ResponderCard card, MatchQuery query, DateTimeOffset now)
    {
        foreach (var asked in query.Skills.AsSpan())
        {
            if (!Holds(card, asked, DateTimeOffset.MinValue))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A skill that is held well enough, but whose certificate ends before the task does. A skill not held at all is the skill gate's.</summary>
    public static bool Certificate(ResponderCard card, MatchQuery query, DateTimeOffset now)
    {
        var end = TaskSpan.End(query, now);
        foreach (var asked in query.Skills.AsSpan())
        {
            if (Holds(card, asked, DateTimeOffset.MinValue) && !Holds(card, asked, end))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The competences of the populations that the person belongs to, none of which ends before the task does; volunteers are asked for none.</summary>
    public static bool Competence(ResponderCard card, MatchQuery query, DateTimeOffset now)
    {
        foreach (var asked in query.Populations.AsSpan())
        {
            if (!IsVolunteer(card) && !QualifyRules.Covers(card.Profile, asked, TaskSpan.End(query, now)))
            {
                return true;
            }
        }

        return false;
    }

    public static bool Language(ResponderCard card, MatchQuery query, DateTimeOffset now)
    {
        foreach (var asked in query.Languages.AsSpan())
        {
            if (!Has(card.Profile.Languages, asked))
            {
                return true;
            }
        }

        return false;
    }

    public static bool Gender(ResponderCard card, MatchQuery query, DateTimeOffset now) =>
        query.Gender != Contracts.Gender.Any && card.Profile.Gender != query.Gender;

    /// <summary>On duty by hand speaks for the next 2 h, the calendar for its hours; whoever keeps none can be asked while on duty.</summary>
    public static bool Duty(ResponderCard card, MatchQuery query, DateTimeOffset now)
    {
        var (calendar, start) = (card.Profile.Calendar, TaskSpan.Start(query, now));
        if (TaskSpan.IsSoon(query, now))
        {
            return card.OnDutySince is null && (calendar.PlannedOnly || !Calendars.IsAvailable(card.Profile, start, query.Minutes));
        }

        return Calendars.HasHours(calendar)
            ? !Calendars.IsAvailable(card.Profile, start, query.Minutes)
            : card.OnDutySince is null || Calendars.IsClosed(card.Profile, start, query.Minutes);
    }

    /// <summary>Quiet hours only put an alert off: whoever asks patiently is told of those whose quiet hours end before the start.</summary>
    public static bool Quiet(ResponderCard card, MatchQuery query, DateTimeOffset now) =>
        query.Level != RiskLevel.HighRisk
        && (card.OnDutySince is null || query.Calm)
        && Calendars.IsQuiet(card.Profile, query.Patient ? TaskSpan.Start(query, now) : now);

    /// <summary>Only offers of the running week count; going on duty by hand does not lift the budget, possible danger to life does.</summary>
    public static bool Budget(ResponderCard card, MatchQuery query, DateTimeOffset now) =>
        query.Level != RiskLevel.HighRisk
        && card.Profile.AlertsPerWeek > 0
        && card.AlertsThisWeek >= card.Profile.AlertsPerWeek
        && card.WeekStart >= Calendars.WeekStart(card.Profile.TimeZone, now);

    public static bool Capacity(ResponderCard card, MatchQuery query, DateTimeOffset now) => Room.IsFull(card, query, now);

    /// <summary>Nobody is asked for a case beyond the cap; what is no case does not count it.</summary>
    public static bool Caseload(ResponderCard card, MatchQuery query, DateTimeOffset now) => query.CaseCap > 0 && card.CaseWeight >= query.CaseCap;

    public static bool CoolDown(ResponderCard card, MatchQuery query, DateTimeOffset now) => card.CoolUntil > now;

    public static bool Conflict(ResponderCard card, MatchQuery query, DateTimeOffset now) =>
        Has(query.Conflicts, card.Profile.Id) || Has(card.Profile.Conflicts, query.RequestId);

    public static bool Refused(ResponderCard card, MatchQuery query, DateTimeOffset now) => Has(query.Refused, card.Profile.Id);

    public static bool OnScene(ResponderCard card, MatchQuery query, DateTimeOffset now) => Has(query.Excluded, card.Profile.Id);

    public static bool Station(ResponderCard card, MatchQuery query, DateTimeOffset now) => !Has(query.Stations, card.Profile.StationId);

    public static bool Range(ResponderCard card, MatchQuery query, DateTimeOffset now) => Score.Metres(card, query) > query.RadiusMetres;

    public static bool Remote(ResponderCard card, MatchQuery query, DateTimeOffset now) => query.Remote && !card.Profile.RemoteToo;

    private static bool IsVolunteer(ResponderCard card) => card.Profile.Kind == ResponderKind.Volunteer;

    private static bool Holds(ResponderCard card, SkillLevel asked, DateTimeOffset until)
    {
        foreach (var held in card.Profile.Skills.AsSpan())
        {
            if (held.Level >= asked.Level && held.Code == asked.Code && !(held.ValidUntil < until))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Has(ImmutableArray<string> ids, string id)
    {
        foreach (var each in ids.AsSpan())
        {
            if (each == id)
            {
                return true;
            }
        }

        return false;
    }
}
