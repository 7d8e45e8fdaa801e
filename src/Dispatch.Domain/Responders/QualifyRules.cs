using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Responders;

/// <summary>One decision of the head on what a counsellor may do, and why.</summary>
public sealed record Qualified(DateTimeOffset At, string By, [property: Sealed] string Reason);

/// <summary>What the head of a station confirms of its counsellors: licence, crisis qualification, competences.</summary>
public static class QualifyRules
{
    /// <summary>Decisions that a responder keeps; the oldest goes, the service record has them all.</summary>
    public const int Most = 50;

    /// <summary>How far ahead a licence may end.</summary>
    public static readonly TimeSpan Furthest = TimeSpan.FromDays(3_660);

    /// <summary>The responder with what was confirmed; itself when it says nothing new.</summary>
    public static Decision<Responder> Qualify(Responder held, Qualify command, DateTimeOffset now)
    {
        var (by, profile) = (command.By, held.Profile);
        if (by.Role != Role.StationHead || by.StationId != profile.StationId)
        {
            return new Refusal(RefusalCode.AccessStation, $"Only the head of its own station says what counsellor '{profile.Id}' is qualified for.");
        }

        if (profile.Kind != ResponderKind.Counsellor || held.ErasedAt is not null)
        {
            return new Refusal(RefusalCode.ResponderUnknown, $"'{profile.Id}' is no counsellor.");
        }

        if ((DemandRules.Check(command.Competences) ?? TextRules.CheckReason(command.Reason, required: true)) is { } refused)
        {
            return refused;
        }

        if (command.LicensedUntil is { } until && (until < DateTimeOffset.UnixEpoch || until > now + Furthest))
        {
            return new Refusal(RefusalCode.TimeInvalid, $"A licence ends after 1970 and within {Furthest.TotalDays:0} days.", "licensedUntil");
        }

        if (command.Terms is { } terms && CheckTerms(terms, command.Competences, now) is { } wrong)
        {
            return wrong;
        }

        var next = profile with
        {
            LicensedUntil = command.LicensedUntil?.ToUniversalTime() ?? profile.LicensedUntil,
            CrisisQualified = command.CrisisQualified ?? profile.CrisisQualified,
            Competences = DemandRules.Sorted(command.Competences),
            CompetenceTerms =
            [
                .. (command.Terms ?? profile.CompetenceTerms).Where(each => command.Competences.Contains(each.Population))
                    .Select(each => each with { Until = each.Until.ToUniversalTime() }).OrderBy(each => each.Population),
            ],
        };
        return ProfileCheck.Same(profile, next)
            ? held
            : DutyRules.Enrol(held, next) with { Qualifications = [.. held.Qualifications.TakeLast(Most - 1), new Qualified(now, by.Account, command.Reason)] };
    }

    /// <summary>Whether somebody is competent for a population until a moment: confirmed, and not lapsed by then.</summary>
    public static bool Covers(ResponderProfile profile, Population asked, DateTimeOffset until)
    {
        foreach (var term in profile.CompetenceTerms.AsSpan())
        {
            if (term.Population == asked && term.Until < until)
            {
                return false;
            }
        }

        return profile.Competences.AsSpan().Contains(asked);
    }

    /// <summary>What the head sees.</summary>
    public static QualificationView View(Responder held) => new(
        held.Profile.LicensedUntil,
        held.Profile.CrisisQualified,
        held.Profile.Competences,
        held.Profile.CompetenceTerms,
        [.. held.Qualifications.Select(each => new QualificationNote(each.At, each.By, each.Reason)).Reverse()]);

    private static Refusal? CheckTerms(ImmutableArray<CompetenceTerm> terms, ImmutableArray<Population> competences, DateTimeOffset now) =>
        terms.IsDefault || terms.Any(each => each is null || !competences.Contains(each.Population)) || terms.DistinctBy(each => each.Population).Count() != terms.Length
            ? new Refusal(RefusalCode.InputInvalid, "An end is said once of a competence that is confirmed.", "competenceTerms")
        : terms.Any(each => each.Until < DateTimeOffset.UnixEpoch || each.Until > now + Furthest)
            ? new Refusal(RefusalCode.TimeInvalid, $"A competence ends after 1970 and within {Furthest.TotalDays:0} days.", "competenceTerms")
            : null;
}
