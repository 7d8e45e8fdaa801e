using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.FollowUps;

/// <summary>What is done about a contact that fails.</summary>
/// <param name="Tries">Failed tries before somebody goes to the person's home.</param>
/// <param name="Between">Time between two tries, and after which the next person is told of a contact that nobody tried.</param>
/// <param name="HomeCheck">Time in which the home check is made.</param>
/// <param name="Supervisor">Time after which the supervisor is told again.</param>
public sealed record Ladder(int Tries, TimeSpan Between, TimeSpan HomeCheck, TimeSpan Supervisor);

/// <summary>The clocks that one level opens, counted from the assessment, soonest first.</summary>
public sealed record LevelPlan(RiskLevel Level, ImmutableArray<TimeSpan> After, Ladder Ladder);

/// <summary>The follow-up plans of data/care/follow-ups.json, one of each level. A centre may edit them inside the bounds that the reader holds.</summary>
public sealed class FollowUpPlans
{
    private readonly ImmutableArray<LevelPlan> levels;

    internal FollowUpPlans(ImmutableArray<LevelPlan> levels) => this.levels = levels;

    /// <summary>Reads the text of the file.</summary>
    /// <exception cref="DataFaultsException">Names every fault with its line.</exception>
    public static FollowUpPlans Parse(string json) => DataFile.Read("care/follow-ups.json", json, FollowUpReader.Read);

    /// <summary>The plan of a level.</summary>
    public LevelPlan Of(RiskLevel level) => levels.First(plan => plan.Level == level);
}
