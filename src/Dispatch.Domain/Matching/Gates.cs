using System.Collections.Immutable;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Responders;

namespace Dispatch.Domain.Matching;

/// <summary>The hard gates, one ordered table. A responder that fails one is never offered the request; the codes are keys of the locale files.</summary>
public static class Gates
{
    /// <summary>Tasks that start within this time are for those who are there now; later ones ask the calendar (protocol.md, "dispatched in calm").</summary>
    public static readonly TimeSpan CalmAfter = TimeSpan.FromHours(2);

    private static readonly Gate[] Table =
    [
        new("kind", Excludes.Kind),
        new("risk", Excludes.Risk),
        new("crisis", Excludes.Crisis),
        new("training", Excludes.Training),
        new("data-class", Excludes.DataClass),
        new("licence", Excludes.Licence),
        new("skill", Excludes.Skill),
        new("certificate", Excludes.Certificate),
        new("competence", Excludes.Competence),
        new("language", Excludes.Language),
        new("gender", Excludes.Gender),
        new("duty", Excludes.Duty, GivesWayToHand: true),
        new("quiet", Excludes.Quiet, GivesWayToHand: true),
        new("budget", Excludes.Budget, GivesWayToHand: true),
        new("capacity", Excludes.Capacity),
        new("caseload", Excludes.Caseload),
        new("cool-down", Excludes.CoolDown),
        new("conflict", Excludes.Conflict),
        new("refused", Excludes.Refused),
        new("on-scene", Excludes.OnScene),
        new("station", Excludes.Station),
        new("range", Excludes.Range),
        new("remote", Excludes.Remote),
    ];

    /// <summary>Every gate's code, in the order of the table.</summary>
    public static ImmutableArray<string> Codes { get; } = [.. Table.Select(gate => gate.Code)];

    /// <summary>The codes of the gates that exclude the responder, in order; empty when it may be asked.</summary>
    /// <param name="card">The responder's newest truth.</param>
    /// <param name="query">What is asked for.</param>
    /// <param name="now">The moment of asking.</param>
    /// <param name="byHand">A coordinator chose this person: duty, quiet hours and alert budget give way, every other rule stays.</param>
    public static ImmutableArray<string> Check(ResponderCard card, MatchQuery query, DateTimeOffset now, bool byHand = false)
    {
        var failed = ImmutableArray.CreateBuilder<string>();
        foreach (var gate in Table)
        {
            if (!(byHand && gate.GivesWayToHand) && gate.Excludes(card, query, now))
            {
                failed.Add(gate.Code);
            }
        }

        return failed.DrainToImmutable();
    }

    /// <summary>Whether no gate excludes the responder.</summary>
    public static bool Pass(ResponderCard card, MatchQuery query, DateTimeOffset now)
    {
        foreach (var gate in Table)
        {
            if (gate.Excludes(card, query, now))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How many gates exclude the responder.</summary>
    internal static int CountFailed(ResponderCard card, MatchQuery query, DateTimeOffset now)
    {
        var failed = 0;
        foreach (var gate in Table)
        {
            failed += gate.Excludes(card, query, now) ? 1 : 0;
        }

        return failed;
    }

    private sealed record Gate(string Code, Func<ResponderCard, MatchQuery, DateTimeOffset, bool> Excludes, bool GivesWayToHand = false);
}
