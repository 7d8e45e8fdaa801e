using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Levels;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Screening;

/// <summary>Asking, answering and deciding on a screening. A result decides nothing: it may raise a level to High-risk, and never lowers one.</summary>
public static class ScreeningRules
{
    /// <summary>Asks; the wording must be there in that language.</summary>
    public static Decision<ScreeningView> Ask(AskScreening command, InstrumentSet instruments, DateTimeOffset now)
    {
        if (Denied(command.By) is { } denied)
        {
            return denied;
        }

        if (instruments.Find(command.Instrument) is not { } instrument)
        {
            return new Refusal(RefusalCode.InstrumentUnknown, $"There is no instrument '{command.Instrument}'.", "instrument");
        }

        if (!instrument.Available)
        {
            return new Refusal(RefusalCode.InstrumentUnavailable, $"The wording of '{instrument.Code}' has not been imported.", "instrument");
        }

        return instrument.Languages.Contains(command.Language)
            ? new ScreeningView(command.Id, instrument.Code, instrument.Version, command.Language, command.By.Account, now, null, null, null, null, null, null)
            : new Refusal(RefusalCode.LanguageUnknown, $"'{instrument.Code}' cannot be asked in '{command.Language}'.", "language");
    }

    /// <summary>Takes all answers, once. Whatever it answers, <see cref="Danger"/> is asked first: danger counts in a refused form as well.</summary>
    public static Decision<ScreeningView> Answer(ScreeningView screening, AnswerScreening command, InstrumentSet instruments, DateTimeOffset now)
    {
        if (Denied(command.By) is { } denied)
        {
            return denied;
        }

        if (instruments.Find(screening.Instrument) is not { } instrument || instrument.Version != screening.Version)
        {
            return new Refusal(RefusalCode.InstrumentUnknown, $"Version {screening.Version} of '{screening.Instrument}' is not installed any longer.");
        }

        if (Unfit(instrument, command.Answers) is { } unfit)
        {
            return unfit;
        }

        if (Missing(instrument, command.Answers) is { } missing)
        {
            return new Refusal(RefusalCode.ScreeningIncomplete, $"Question '{missing.Id}' has no answer.", missing.Id);
        }

        return screening.Result is null
            ? screening with { AnsweredBy = command.By.Account, AnsweredAt = now, Result = Scores.Of(instrument, command.Answers) }
            : new Refusal(RefusalCode.ScreeningAnswered, $"Screening '{screening.Id}' was answered at {screening.AnsweredAt:u}.");
    }

    /// <summary>A licensed counsellor says what follows from an answered screening, once.</summary>
    public static Decision<ScreeningView> Decide(ScreeningView screening, DecideScreening command, ResponderProfile? counsellor, DateTimeOffset now)
    {
        if ((TextRules.CheckReason(command.Decision, required: true, "decision") ?? Licence.Check(command.By, counsellor, now)) is { } refused)
        {
            return refused;
        }

        if (screening.Result is null)
        {
            return new Refusal(RefusalCode.ScreeningIncomplete, $"Screening '{screening.Id}' has not been answered.");
        }

        return screening.DecidedBy is null
            ? screening with { DecidedBy = command.By.Account, DecidedAt = now, Decision = command.Decision }
            : new Refusal(RefusalCode.ScreeningAnswered, $"Screening '{screening.Id}' was decided on at {screening.DecidedAt:u}.");
    }

    /// <summary>The questions whose answers stand for immediate danger. Looks at any answers, of a part as well, and at each of several to one question.</summary>
    public static ImmutableArray<string> Danger(Instrument instrument, ImmutableArray<ScreeningAnswer> answers) => answers.IsDefaultOrEmpty ? [] :
    [
        .. from rule in instrument.Scoring.Dangers
           where answers.Any(answer => answer.Question == rule.Question && Scores.Of(instrument, answer) >= rule.From)
           select rule.Question,
    ];

    /// <summary>The level after these answers: High-risk, provisionally, when one of them stands for immediate danger, and otherwise as it was.</summary>
    public static LevelRecord Raise(LevelRecord level, Instrument instrument, ImmutableArray<ScreeningAnswer> answers, Actor by, DateTimeOffset now) =>
        Danger(instrument, answers).IsEmpty ? level : LevelRules.RaiseByScreening(level, instrument.Code, by, now);

    // Results are of the case class, which a volunteer never sees, and an administrator has no part in care.
    private static Refusal? Denied(Actor by) => by.Role is Role.Volunteer or Role.Admin
        ? new Refusal(RefusalCode.AccessDenied, $"Account '{by.Account}' is {by.Role} and takes no screenings.")
        : null;

    private static Refusal? Unfit(Instrument instrument, ImmutableArray<ScreeningAnswer> answers)
    {
        if (answers.IsDefault || answers.Length > instrument.Questions.Length)
        {
            return new Refusal(RefusalCode.InputInvalid, $"There must be at most {instrument.Questions.Length} answers.", "answers");
        }

        var index = answers.Select((answer, number) => (answer, number)).FirstOrDefault(
            it => Scores.Of(instrument, it.answer) is null || answers.Take(it.number).Any(earlier => earlier.Question == it.answer.Question), (null!, -1)).number;
        return index < 0 ? null : new Refusal(
            RefusalCode.InputInvalid, $"Answer {index + 1} names a question or choice that '{instrument.Code}' does not have, or a question once more.", $"answers[{index}]");
    }

    private static Question? Missing(Instrument instrument, ImmutableArray<ScreeningAnswer> answers) => instrument.Questions.FirstOrDefault(question =>
        answers.All(answer => answer.Question != question.Id)
        && (question.AskedWhen is not { } when || answers.Contains(new ScreeningAnswer(when.Question, when.Choice))));
}
