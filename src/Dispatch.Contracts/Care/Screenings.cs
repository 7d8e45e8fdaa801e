using System.Collections.Immutable;
using Dispatch.Contracts.Privacy;

namespace Dispatch.Contracts.Care;

/// <summary>Asks a person to take a screening.</summary>
/// <param name="By">Who asks: the resident, or staff of the station; a volunteer or administrator is refused with <c>access.denied</c>.</param>
/// <param name="Id">The screening's id.</param>
/// <param name="Instrument">Its instrument; <c>instrument.unknown</c> or <c>instrument.unavailable</c>.</param>
/// <param name="Language"><c>zh-CN</c> or <c>en</c>; refused with <c>language.unknown</c> when the instrument's wording is not there in it.</param>
[GenerateSerializer, Immutable, Alias("care.ask-screening")]
public sealed record AskScreening(Actor By, string Id, string Instrument, string Language);

/// <summary>All answers of a screening at once.</summary>
/// <param name="By">The resident on the phone, or staff who wrote down what was said; a volunteer or administrator is refused with <c>access.denied</c>.</param>
/// <param name="Answers">One for each question that is asked. Refused with <c>input.invalid</c> for an unknown question or choice or a question answered twice, with
/// <c>screening.incomplete</c> when one is missing, with <c>screening.answered</c> the second time.</param>
[GenerateSerializer, Immutable, Alias("care.answer-screening")]
public sealed record AnswerScreening(Actor By, ImmutableArray<ScreeningAnswer> Answers);

/// <summary>One answer: the question's <c>linkId</c> and the code of the choice.</summary>
[GenerateSerializer, Immutable, Alias("care.screening-answer")]
public sealed record ScreeningAnswer(string Question, string Choice);

/// <summary>A licensed counsellor has looked at the result and says what follows. The result alone never does.</summary>
/// <param name="By">Who. Refused with <c>access.denied</c> unless a counsellor, with <c>licence.lapsed</c> when the licence is over.</param>
/// <param name="Decision">In words, required, up to 300 characters.</param>
[GenerateSerializer, Immutable, Alias("care.decide-screening")]
public sealed record DecideScreening(Actor By, string Decision);

/// <summary>An answer with what it counts.</summary>
/// <param name="Question">The question's <c>linkId</c>.</param>
/// <param name="Choice">The code of the choice.</param>
/// <param name="Score">What it counts, 0..100.</param>
[GenerateSerializer, Immutable, Alias("care.screening-item")]
public sealed record ScreeningItem(string Question, string Choice, int Score);

/// <summary>What a screening came to; for the care team alone.</summary>
/// <param name="Items">Every answer, in the order of the questions.</param>
/// <param name="Score">The score, in the instrument's own range.</param>
/// <param name="Band">The code of its band.</param>
/// <param name="Danger">The questions whose answers stand for immediate danger; empty: none.</param>
[GenerateSerializer, Immutable, Alias("care.screening-result")]
public sealed record ScreeningResult(ImmutableArray<ScreeningItem> Items, int Score, string Band, ImmutableArray<string> Danger);

/// <summary>A screening as the care team sees it.</summary>
/// <param name="Id">The screening's id.</param>
/// <param name="Instrument">Its instrument.</param>
/// <param name="Version">The version that was asked.</param>
/// <param name="Language">The language it was asked in.</param>
/// <param name="AskedBy">The account that asked.</param>
/// <param name="AskedAt">When.</param>
/// <param name="AnsweredBy">The account that answered or wrote the answers down; null: not answered.</param>
/// <param name="AnsweredAt">When.</param>
/// <param name="Result">Null: not answered.</param>
/// <param name="DecidedBy">The licensed counsellor who decided what follows; null: nobody yet.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="Decision">The decision in words.</param>
[GenerateSerializer, Immutable, Alias("care.screening-view")]
public sealed record ScreeningView(
    string Id,
    string Instrument,
    string Version,
    string Language,
    string AskedBy,
    DateTimeOffset AskedAt,
    string? AnsweredBy,
    DateTimeOffset? AnsweredAt,
    [property: Sealed] ScreeningResult? Result,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    [property: Sealed] string? Decision);
