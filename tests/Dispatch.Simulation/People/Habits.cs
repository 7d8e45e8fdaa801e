namespace Dispatch.Simulation.People;

/// <summary>How people behave beside accepting and declining.</summary>
/// <param name="Glance">The least time between an offer on the screen and an answer.</param>
/// <param name="AnswersLate">Whether people also answer when the offer's time has passed.</param>
/// <param name="Eager">Whether distance does not count and another wave is another chance, so that small worlds are busy.</param>
/// <param name="SaysLater">Share of those who do not accept that answer "not now, but later".</param>
/// <param name="StaysAway">Probability, before each step, of showing no further progress.</param>
/// <param name="GivesBack">Probability, before each step, of giving the task back.</param>
internal sealed record Habits(TimeSpan Glance, bool AnswersLate, bool Eager, double SaysLater, double StaysAway, double GivesBack)
{
    /// <summary>People of replays: what docs/protocol.md says and nothing else, so that results compare.</summary>
    public static readonly Habits Plain = new(TimeSpan.FromSeconds(2), false, false, 0, 0, 0);

    /// <summary>People of explored worlds: every path of the protocol is walked.</summary>
    public static readonly Habits Wild = new(TimeSpan.FromSeconds(1), true, true, 0.15, 0.08, 0.06);
}
