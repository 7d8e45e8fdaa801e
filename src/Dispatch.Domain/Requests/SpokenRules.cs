using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Triage;

namespace Dispatch.Domain.Requests;

/// <summary>What a command with somebody's own words comes to: what it changes, and the danger that its words speak of, as one next state.</summary>
/// <param name="Next">To be committed, also when the command is refused: then only the danger counts.</param>
/// <param name="Refused">Why the command is not done; null: it is.</param>
public sealed record Spoken(Request Next, Refusal? Refused);

/// <summary>Words of intent in a calling-off, a confirmation or a hand-back. Software raises; whether the words are accepted makes no difference.</summary>
public static class SpokenRules
{
    /// <summary>Letters of the words that are looked at.</summary>
    private const int MostHeard = 2_000;

    /// <summary>The raise that words ask for; null: they hold no cue of immediate danger.</summary>
    public static RaiseLevel? Danger(string? words, CueList cues)
    {
        var found = cues.Find(words is { Length: > MostHeard } ? words[..MostHeard] : words ?? "");
        return found.Level == RiskLevel.HighRisk
            ? new RaiseLevel(Actor.System, found.Level, "") { Codes = [.. found.Categories.Select(category => TriageRules.CuePrefix + category)] }
            : null;
    }

    /// <summary>Both in one decision.</summary>
    public static Spoken Decide(Request request, Decision<Request> decided, RaiseLevel? danger, ServiceType? service, StationFacts station, DateTimeOffset now)
    {
        var next = decided.Next ?? request;
        return new Spoken(danger is null ? next : DangerRules.Raise(next, danger, service, station, now).Next ?? next, decided.Refused);
    }
}
