using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Dispatch.Contracts.Care;

namespace Dispatch.Domain.Curves;

/// <summary>That a person was counted in a week which is not closed yet. It goes when the week closes; what stays is a number.</summary>
public sealed record CurveTrace(DateOnly Week, string Area, CurveMeasure Measure, string Person);

/// <summary>The closed weeks of one community and measure, without a gap. Not to be shown: see <see cref="ShownWeek"/>.</summary>
/// <param name="First">Monday of the first week.</param>
/// <param name="People">People counted, by week.</param>
/// <param name="Population">Inhabitants as they were known when the week closed, by week; 0: the community was not the station's.</param>
public sealed record CurveSeries(string Area, CurveMeasure Measure, DateOnly First, ImmutableArray<int> People, ImmutableArray<int> Population)
{
    /// <summary>The weeks.</summary>
    [JsonIgnore]
    public IEnumerable<CurveWeek> Weeks => People.Select((people, index) => new CurveWeek(First.AddDays(7 * index), Population[index], people));

    internal CurveSeries With(int people, int population)
    {
        var next = this with { People = People.Add(people), Population = Population.Add(population) };
        var surplus = next.People.Length - CurveTally.WeeksMost;
        return surplus <= 0 ? next : next with { First = First.AddDays(7 * surplus), People = next.People[surplus..], Population = next.Population[surplus..] };
    }
}

/// <summary>A curve crossed its upper limit.</summary>
/// <param name="Number">Counts from 1.</param>
/// <param name="Area">The community; empty: the station.</param>
/// <param name="Week">The Monday of the week.</param>
/// <param name="At">When it was found.</param>
/// <param name="Told">The head's notice is durable.</param>
public sealed record CurveAlarm(int Number, string Area, CurveMeasure Measure, DateOnly Week, DateTimeOffset At, bool Told);

/// <summary>What a station's curves are drawn from.</summary>
/// <param name="Read">Sequence of the last ledger entry that was read.</param>
/// <param name="Earliest">Monday of the week of the earliest entry; null: none was read.</param>
/// <param name="Open">Monday of the first week that is not closed; null: none ever closed.</param>
/// <param name="Traces">Who was counted in weeks that are not closed.</param>
/// <param name="Series">The closed weeks.</param>
/// <param name="Events">What the head marked.</param>
/// <param name="Marked">The number of the last event.</param>
/// <param name="Alarms">Crossings, the newest 200.</param>
/// <param name="Commands">Ids of the last commands that marked, with their accounts.</param>
public sealed record CurveBook(
    long Read,
    DateOnly? Earliest,
    DateOnly? Open,
    ImmutableArray<CurveTrace> Traces,
    ImmutableArray<CurveSeries> Series,
    ImmutableArray<CurveEvent> Events,
    int Marked,
    ImmutableArray<CurveAlarm> Alarms,
    ImmutableArray<string> Commands)
{
    /// <summary>The ledger holds entries that a demonstration made up.</summary>
    public bool MadeUp { get; init; }

    /// <summary>A station that was never counted.</summary>
    public static readonly CurveBook Empty = new(0, null, null, [], [], [], 0, [], []);
}
