using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Matching;
using Dispatch.Domain.Triage;

namespace Dispatch.Domain.Requests;

/// <summary>What intake made of a draft.</summary>
public sealed record Intake(Need Need, StationFacts Station, ServiceType Service, TriageOutcome Triage, CareDemand? Demand = null);

/// <summary>Checks and completes what a resident asks for. Nothing is guessed that was given wrongly: a wrong field is a refusal.</summary>
public static class IntakeRules
{
    /// <summary>How far ahead a request may start.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromDays(60);

    /// <summary>How far in the past a start may lie: a slow form, a clock that is off.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromMinutes(15);

    private const int MostCodes = 8;

    public static Reply<Intake> Check(SubmitRequest command, ServiceCatalogue catalogue, CueList cues, ImmutableArray<StationFacts> stations, DateTimeOffset now)
    {
        var draft = command.Draft;
        if (TextRules.Check(draft) is { } text)
        {
            return text;
        }

        if (catalogue.Find(draft.Service) is not { } service)
        {
            return new Refusal(RefusalCode.ServiceUnknown, "The service is not in the catalogue.");
        }

        // Danger goes first: words of intent reach a human whatever box they were typed into.
        var triage = TriageRules.Assess(service, draft.RiskCue, cues.FindAny([draft.Description, draft.Alias, draft.Contact, draft.Address]), command.AtLeast);
        if ((service.ReferralOnly || (service.OfCase && command.By != Actor.System)) && triage.Level != RiskLevel.HighRisk)
        {
            return new Refusal(RefusalCode.ServiceReferralOnly, $"The service '{service.Code}' is given by referral only.");
        }

        if (CheckCodes(draft, catalogue) is { } codes)
        {
            return codes;
        }

        if (DemandRules.CheckIntake(command) is { } demand)
        {
            return demand;
        }

        if (draft.AgeBand is { } band && !AgeBands.All.Contains(band))
        {
            return new Refusal(RefusalCode.InputInvalid, "The age band is none of those that are asked for.", Field: "ageBand");
        }

        if (CheckTimes(draft, now) is { } times)
        {
            return times;
        }

        var remote = draft.Remote ?? service.Remote;
        if (!service.Allows(remote) && triage.Level != RiskLevel.HighRisk)
        {
            return new Refusal(RefusalCode.InputInvalid, $"The service '{service.Code}' is not given {(remote ? "remotely" : "on site")}.", Field: "remote");
        }

        var place = PlaceRules.Find(draft, remote, stations, keepsToStation: command.Incident is not null);
        return place.Refused is { } refused
            ? refused
            : new Intake(
                Complete(command, service, remote, triage.Level, place.Value!, catalogue, now), place.Value!.Station, service, triage, DemandRules.AtIntake(command));
    }

    private static Need Complete(
        SubmitRequest command, ServiceType service, bool remote, RiskLevel level, Place place, ServiceCatalogue catalogue, DateTimeOffset now)
    {
        var draft = command.Draft;
        return new Need(
            command.BodyDigest,
            service.Code,
            Blank(draft.Description),
            Skills(service, draft),
            draft.Languages.IsDefault ? [] : [.. draft.Languages.Select(tag => catalogue.FindLanguage(tag)!.Tag).Distinct()],
            place.Position,
            place.Exact,
            place.Area,
            Blank(draft.Address),
            // Danger is now, whatever time was asked for.
            level != RiskLevel.HighRisk && draft.StartsAt is { } startsAt && startsAt > now ? startsAt.ToUniversalTime() : now,
            draft.Minutes ?? service.Minutes,
            draft.Gender,
            place.Station.Id,
            place.Outside,
            remote,
            draft.RespondersNeeded ?? 1,
            Blank(draft.Alias),
            Blank(draft.Contact),
            draft.Channel,
            command.By.Account,
            now,
            OpenShard: 0,
            level,
            PossibleDuplicates: [],
            draft.AgeBand,
            command.Incident);
    }

    private static ImmutableArray<SkillLevel> Skills(ServiceType service, RequestDraft draft) =>
        draft.Skills.IsDefaultOrEmpty
            ? service.Skills
            : [.. service.Skills.Concat(draft.Skills).GroupBy(s => s.Code, StringComparer.Ordinal).Select(g => g.MaxBy(s => s.Level)!)];

    private static Refusal? CheckCodes(RequestDraft draft, ServiceCatalogue catalogue)
    {
        var skills = draft.Skills.IsDefault ? [] : draft.Skills;
        var languages = draft.Languages.IsDefault ? [] : draft.Languages;
        if (skills.Length > MostCodes || languages.Length > MostCodes)
        {
            return new Refusal(RefusalCode.InputTooLarge, $"At most {MostCodes} skills and {MostCodes} languages may be asked for.");
        }

        foreach (var skill in skills)
        {
            if (catalogue.FindSkill(skill.Code) is not { } known)
            {
                return new Refusal(RefusalCode.SkillUnknown, "A skill is not in the catalogue.");
            }

            if (skill.Level < 1 || skill.Level > known.MaxLevel)
            {
                return new Refusal(RefusalCode.SkillUnknown, $"The skill '{known.Code}' has levels 1 to {known.MaxLevel}.");
            }
        }

        return languages.Any(tag => catalogue.FindLanguage(tag) is null)
            ? new Refusal(RefusalCode.LanguageUnknown, "A language is not in the catalogue.")
            : null;
    }

    private static Refusal? CheckTimes(RequestDraft draft, DateTimeOffset now)
    {
        if (draft.StartsAt is { } startsAt && (startsAt < now - Slack || startsAt > now + Horizon))
        {
            return new Refusal(RefusalCode.TimeInvalid, $"A request starts from {Slack.TotalMinutes:0} minutes ago to {Horizon.TotalDays:0} days ahead.");
        }

        if (draft.Minutes is < 5 or > 1_440)
        {
            return new Refusal(RefusalCode.TimeInvalid, "A task takes 5 to 1,440 minutes.", Field: "minutes");
        }

        return draft.RespondersNeeded is < 1 or > 10
            ? new Refusal(RefusalCode.InputInvalid, "A request asks for 1 to 10 responders.", Field: "respondersNeeded")
            : null;
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
