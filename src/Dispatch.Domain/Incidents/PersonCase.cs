using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Incidents;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Cases;
using Dispatch.Domain.Levels;

namespace Dispatch.Domain.Incidents;

/// <summary>What the case of a person tells the queue of the incident, so that both show one level after a counsellor decided in the case.</summary>
public static class PersonCase
{
    /// <summary>What a change that came from the case gives as its reason: the words stay in the case.</summary>
    public const string FromCase = "case";

    /// <summary>What a case of an incident has to say of its level.</summary>
    public static CaseSays Word(CaseFile file)
    {
        var level = file.Standing;
        var decided = level.Changes.LastOrDefault(each => each.Step is LevelStep.Confirmed or LevelStep.Lowered);
        return new CaseSays(
            file.Incident!, file.Id, level.Level, level.Version, decided is null ? null : new CaseDecision(decided.By, decided.To, decided.At, decided.Version));
    }

    /// <summary>
    /// Takes over what the case decided. What was said in the queue since that moment, or has not reached the request yet, stands above it: the case hears
    /// of that, and answers with a newer version. Itself when the version is known.
    /// </summary>
    public static Incident Hear(Incident incident, CaseSays said)
    {
        if (incident.People.FirstOrDefault(each => each.Key == said.RequestId) is not { } person || said.Version <= person.CaseVersion)
        {
            return incident;
        }

        var (level, known) = said.Decision is { } decision && decision.Version > person.CaseVersion
            ? (Decide(person, decision), decision.To)
            : (person.Level, person.CaseLevel ?? person.ToldLevel);

        // Only what rose in the case raises here: a counsellor may have lowered the person in the queue.
        level = said.Level > known && said.Level > level.Level ? Replay(level, Actor.System, said.Level, FromCase, level.Changes[^1].At) : level;
        return incident.With(person with
        {
            Level = level,
            CaseLevel = said.Level,
            CaseVersion = said.Version,
            ToldChange = person.OwesLevel ? person.ToldChange : level.Version,
        });
    }

    private static LevelRecord Decide(IncidentPerson person, CaseDecision decision)
    {
        var step = decision.To < person.Level.Level ? LevelStep.Lowered : LevelStep.Confirmed;
        var decided = person.Level.With(step, decision.To, new Actor(decision.By, Role.Counsellor, null), decision.At, [], FromCase);
        LevelInvariants.Hold(person.Level, decided);
        return person.Level.Changes.Where(each => IsNewer(each, decision, person.ToldChange))
            .Aggregate(decided, (level, each) => Replay(level, new Actor(each.By, each.Role, null), each.To, each.Reason ?? FromCase, each.At));
    }

    private static bool IsNewer(LevelChange change, CaseDecision decision, long told) =>
        change.Step is LevelStep.Raised or LevelStep.Warned && change.By != Actor.System.Account && (change.At > decision.At || change.Version > told);

    private static LevelRecord Replay(LevelRecord level, Actor by, RiskLevel to, string reason, DateTimeOffset at)
    {
        var next = LevelRules.Raise(level, new RaiseLevel(by, to, reason), at).Next ?? level;
        LevelInvariants.Hold(level, next);
        return next;
    }
}
