using Dispatch.Contracts.Care;

namespace Dispatch.Domain.Screening;

/// <summary>Instruments as others see them.</summary>
public static class InstrumentViews
{
    /// <summary>Its row in the list that staff choose from.</summary>
    public static InstrumentView View(this Instrument it) => new(
        it.Code,
        it.Version,
        it.Title.Zh,
        it.Title.En,
        it.Languages,
        it.Source,
        it.Licence.Zh,
        it.Licence.En,
        it.Review.Zh,
        it.Review.En,
        it.Scoring.Least,
        it.Scoring.Most,
        [.. it.Scoring.Bands.Select(band => new BandView(band.Code, band.From, band.To, band.Name.Zh, band.Name.En))]);

    /// <summary>What whoever answers is shown; null when the wording is not there in that language.</summary>
    public static QuestionnaireView? Questionnaire(this Instrument it, string language) => !it.Languages.Contains(language) ? null : new(
        it.Code,
        it.Version,
        language,
        it.Title.In(language),
        it.Lead.In(language),
        [.. it.Questions.Select(question => new QuestionView(
            question.Id,
            question.Text.In(language),
            [.. question.Choices.Select(choice => new ChoiceView(choice.Code, choice.Text.In(language)))],
            question.AskedWhen?.Question,
            question.AskedWhen?.Choice))]);
}
