using System.Collections.Immutable;
using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.Screening;

/// <summary>Reads scoring and bands and holds them against what the answers can reach.</summary>
internal static class ScoringReader
{
    private const int MostScore = 10_000;

    public static Scoring Read(DataNode row, ImmutableArray<Question> questions)
    {
        var method = row.Word<ScoringMethod>("method");
        var reach = Reach(method, questions);
        var (least, most) = (row.Whole("least", 0, MostScore), row.Whole("most", 0, MostScore));
        if (least != reach.Min)
        {
            row.Fault("least", $"is {least}; the least score of any answers is {reach.Min}");
        }

        if (most != reach.Max)
        {
            row.Fault("most", $"is {most}; the highest score of any answers is {reach.Max}");
        }

        return new Scoring(method, least, most, ReadBands(row, least, most, reach), ReadDangers(row, questions));
    }

    private static ImmutableArray<Band> ReadBands(DataNode scoring, int least, int most, SortedSet<int> reach)
    {
        var bands = ImmutableArray.CreateBuilder<Band>();
        var next = least;
        foreach (var row in scoring.Rows("bands"))
        {
            var band = new Band(row.Text("code"), row.Whole("from", 0, MostScore), row.Whole("to", 0, MostScore), row.Wording("name"));
            if (band.To < band.From)
            {
                row.Fault("to", $"is {band.To}, before the band begins at {band.From}");
            }
            else if (reach.GetViewBetween(band.From, band.To).Count == 0)
            {
                row.Fault("from", $"no answers lead to a score of {band.From} to {band.To}");
            }

            if (band.From > next)
            {
                row.Fault("from", $"is {band.From}; scores {next} to {band.From - 1} have no band");
            }
            else if (band.From < next)
            {
                row.Fault("from", $"is {band.From}; scores below {next} lie in the band before, or outside of the range");
            }

            if (bands.Any(it => it.Code == band.Code))
            {
                row.Fault("code", $"'{band.Code}' stands 2 times");
            }

            bands.Add(band);
            next = band.To + 1;
        }

        if (next != most + 1)
        {
            scoring.Fault("bands", next <= most ? $"scores {next} to {most} have no band" : $"reach {next - 1}, beyond the highest score {most}");
        }

        return bands.ToImmutable();
    }

    private static ImmutableArray<DangerRule> ReadDangers(DataNode scoring, ImmutableArray<Question> questions)
    {
        var dangers = ImmutableArray.CreateBuilder<DangerRule>();
        foreach (var row in scoring.Rows("danger"))
        {
            var rule = new DangerRule(row.Text("question"), row.Whole("from", 1, MostScore));
            if (row.Text("rule") is { Length: > 0 } and not "answer-at-least" and var name)
            {
                row.Fault("rule", $"'{name}' is no rule; there is 'answer-at-least'");
            }

            var question = questions.FirstOrDefault(it => it.Id == rule.Question);
            if (question is null)
            {
                row.Fault("question", $"no question has the linkId '{rule.Question}'");
            }
            else if (!question.Choices.Any(choice => choice.Score >= rule.From))
            {
                row.Fault("from", $"no choice of '{rule.Question}' counts {rule.From} or more");
            }

            dangers.Add(rule);
        }

        return dangers.ToImmutable();
    }

    // A question that need not be asked may count nothing.
    private static SortedSet<int> Reach(ScoringMethod method, ImmutableArray<Question> questions)
    {
        var reach = new SortedSet<int> { 0 };
        foreach (var question in questions)
        {
            var scores = question.Choices.Select(choice => choice.Score).Concat(question.AskedWhen is null ? [] : [0]).Distinct().ToList();
            reach = [.. reach.SelectMany(one => scores.Select(other => method == ScoringMethod.Sum ? one + other : Math.Max(one, other)))];
        }

        return reach.Count == 0 ? [0] : reach;
    }
}
