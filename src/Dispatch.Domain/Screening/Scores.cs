using System.Collections.Immutable;
using Dispatch.Contracts.Care;

namespace Dispatch.Domain.Screening;

/// <summary>What answers come to.</summary>
internal static class Scores
{
    /// <summary>What one answer counts; null when the instrument has no such question or choice.</summary>
    public static int? Of(Instrument instrument, ScreeningAnswer answer) =>
        instrument.Find(answer.Question)?.Choices.FirstOrDefault(choice => choice.Code == answer.Choice)?.Score;

    /// <summary>The result of answers that fit the instrument. A question that was not asked counts nothing.</summary>
    public static ScreeningResult Of(Instrument instrument, ImmutableArray<ScreeningAnswer> answers)
    {
        var items = ImmutableArray.CreateBuilder<ScreeningItem>();
        foreach (var question in instrument.Questions)
        {
            if (answers.FirstOrDefault(answer => answer.Question == question.Id) is { } answer)
            {
                items.Add(new ScreeningItem(question.Id, answer.Choice, Of(instrument, answer) ?? 0));
            }
        }

        var scores = items.Select(item => item.Score);
        var score = instrument.Scoring.Method == ScoringMethod.Sum ? scores.Sum() : scores.DefaultIfEmpty().Max();
        var band = instrument.Scoring.Bands.First(it => score >= it.From && score <= it.To);
        return new ScreeningResult(items.ToImmutable(), score, band.Code, ScreeningRules.Danger(instrument, answers));
    }
}
