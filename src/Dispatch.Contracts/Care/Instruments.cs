using System.Collections.Immutable;

namespace Dispatch.Contracts.Care;

/// <summary>An instrument in the list that staff choose from.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Version">Its version.</param>
/// <param name="TitleZh">Its name in Chinese.</param>
/// <param name="TitleEn">Its name in English.</param>
/// <param name="Languages">In which it can be asked; empty: not available until the operator imports the wording.</param>
/// <param name="Source">Where scoring and cut-offs come from.</param>
/// <param name="LicenceZh">On what terms the wording may be used, in Chinese.</param>
/// <param name="LicenceEn">The same in English.</param>
/// <param name="ReviewZh">What must be looked at before real use, in Chinese.</param>
/// <param name="ReviewEn">The same in English.</param>
/// <param name="Least">The least score.</param>
/// <param name="Most">The highest score.</param>
/// <param name="Bands">Its bands, in rising order.</param>
[GenerateSerializer, Immutable, Alias("care.instrument-view")]
public sealed record InstrumentView(
    string Code,
    string Version,
    string TitleZh,
    string TitleEn,
    ImmutableArray<string> Languages,
    string Source,
    string LicenceZh,
    string LicenceEn,
    string ReviewZh,
    string ReviewEn,
    int Least,
    int Most,
    ImmutableArray<BandView> Bands);

/// <summary>A band of scores, both ends included.</summary>
[GenerateSerializer, Immutable, Alias("care.band-view")]
public sealed record BandView(string Code, int From, int To, string NameZh, string NameEn);

/// <summary>What whoever answers is shown: words without scores.</summary>
/// <param name="Code">The instrument.</param>
/// <param name="Version">Its version.</param>
/// <param name="Language">The language of all words below.</param>
/// <param name="Title">Its name.</param>
/// <param name="Lead">What stands above the questions; empty: nothing.</param>
/// <param name="Questions">In the order in which they are asked.</param>
[GenerateSerializer, Immutable, Alias("care.questionnaire-view")]
public sealed record QuestionnaireView(string Code, string Version, string Language, string Title, string Lead, ImmutableArray<QuestionView> Questions);

/// <summary>A question.</summary>
/// <param name="Id">Its <c>linkId</c>.</param>
/// <param name="Text">Its words.</param>
/// <param name="Choices">One of them is chosen.</param>
/// <param name="AskedWhenQuestion">The earlier question that decides whether this one must be answered; null: it always must.</param>
/// <param name="AskedWhenChoice">The choice of that question with which it must.</param>
[GenerateSerializer, Immutable, Alias("care.question-view")]
public sealed record QuestionView(string Id, string Text, ImmutableArray<ChoiceView> Choices, string? AskedWhenQuestion, string? AskedWhenChoice);

/// <summary>A choice: its code and its words.</summary>
[GenerateSerializer, Immutable, Alias("care.choice-view")]
public sealed record ChoiceView(string Code, string Text);
