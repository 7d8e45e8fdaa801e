using Dispatch.Contracts;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Matching;

namespace Dispatch.Domain.Responders;

/// <summary>What a profile must satisfy before it is kept, and whether it differs from the one held.</summary>
public static class ProfileCheck
{
    private const int MinutesOfDay = 1_440;

    /// <summary>The first thing wrong with the profile; null when it may be kept.</summary>
    public static Refusal? Fault(string id, ResponderKind kind, ResponderProfile profile, Responder? held)
    {
        if (profile.Id != id || profile.Kind != kind)
        {
            return Invalid($"The profile of {profile.Kind} '{profile.Id}' was sent to {kind} '{id}'.");
        }

        if (profile.Skills.IsDefault || profile.Languages.IsDefault || profile.Conflicts.IsDefault || profile.Competences.IsDefault || profile.CompetenceTerms.IsDefault
            || HasDefault(profile.Calendar))
        {
            return Invalid($"The profile of '{id}' lacks a list.");
        }

        if (profile.Capacity is < 1 or > ResponderLimits.Capacity)
        {
            return Invalid($"Responder '{id}' has a capacity of {profile.Capacity}; 1 to {ResponderLimits.Capacity} are allowed.");
        }

        if (profile.Home.Lat is not (>= -90 and <= 90) || profile.Home.Lon is not (>= -180 and <= 180))
        {
            return new Refusal(RefusalCode.PlaceInvalid, $"Responder '{id}' has a home outside the earth's coordinates.");
        }

        if (profile.AlertsPerWeek < 0 || profile.Skills.Any(skill => skill.Level is < 1 or > 3) || !HoursFit(profile))
        {
            return Invalid($"Responder '{id}' has a skill level, an alert budget or hours out of range.");
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(profile.TimeZone, out _))
        {
            return Invalid($"Responder '{id}' names the time zone '{profile.TimeZone}', which is not known.");
        }

        return held is not null && Room.Peak(held.Agreed().AsSpan()) > profile.Capacity
            ? new Refusal(
                RefusalCode.ResponderFull,
                $"Responder '{id}' holds {held.Load}; its capacity cannot become {profile.Capacity} before those for one time end.")
            : null;
    }

    /// <summary>Whether two profiles say the same. Records compare arrays by identity, which differs after every journey.</summary>
    public static bool Same(ResponderProfile one, ResponderProfile other) =>
        one.Skills.SequenceEqual(other.Skills)
        && one.Languages.SequenceEqual(other.Languages)
        && one.Conflicts.SequenceEqual(other.Conflicts)
        && one.Competences.SequenceEqual(other.Competences)
        && one.CompetenceTerms.SequenceEqual(other.CompetenceTerms)
        && one.Calendar.Weekly.SequenceEqual(other.Calendar.Weekly)
        && one.Calendar.Exceptions.SequenceEqual(other.Calendar.Exceptions)
        && one.Calendar.Away.SequenceEqual(other.Calendar.Away)
        && one.Calendar.PlannedOnly == other.Calendar.PlannedOnly
        && other with
        {
            Skills = one.Skills,
            Languages = one.Languages,
            Conflicts = one.Conflicts,
            Competences = one.Competences,
            CompetenceTerms = one.CompetenceTerms,
            Calendar = one.Calendar,
        } == one;

    private static bool HasDefault(Availability calendar) =>
        calendar is null || calendar.Weekly.IsDefault || calendar.Exceptions.IsDefault || calendar.Away.IsDefault;

    private static bool HoursFit(ResponderProfile profile) =>
        profile.Calendar.Weekly.All(span => span.FromMinute >= 0 && span.FromMinute < span.ToMinute && span.ToMinute <= MinutesOfDay)
        && (profile.Quiet is null || (profile.Quiet.FromMinute is >= 0 and <= MinutesOfDay && profile.Quiet.ToMinute is >= 0 and <= MinutesOfDay));

    private static Refusal Invalid(string detail) => new(RefusalCode.InputInvalid, detail);
}
