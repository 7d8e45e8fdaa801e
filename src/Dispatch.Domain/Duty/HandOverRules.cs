using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Duty;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Duty;

/// <summary>The watch goes from one counsellor to another with words. Until the other accepts, and for what cannot go along, nothing changes.</summary>
public static class HandOverRules
{
    /// <summary>Letters of a note.</summary>
    public const int NoteMost = 2_000;

    /// <summary>Things that one hand-over carries.</summary>
    public const int ItemsMost = 100;

    public static Decision<DutyRoster> Offer(DutyRoster roster, OfferHandOver command, DutyPeople people, DateTimeOffset now)
    {
        var (from, to) = (command.By.Account, command.To);
        if (people.Find(from) is null)
        {
            return new Refusal(RefusalCode.DutyPerson, $"'{from}' is no counsellor here and has no watch to hand over.");
        }

        if (people.Find(to) is null || !people.IsLicensed(to, now.AddMinutes(1)))
        {
            return new Refusal(RefusalCode.DutyPerson, $"'{to}' is no counsellor with a licence that runs.", "to");
        }

        if (to == from)
        {
            return new Refusal(RefusalCode.DutySamePerson, "A watch is handed over to somebody else.", "to");
        }

        if (string.IsNullOrWhiteSpace(command.Note))
        {
            return new Refusal(RefusalCode.ReasonRequired, "A hand-over needs words for whoever takes over.", "note");
        }

        if (TextRules.Check("note", command.Note, NoteMost, lines: true) is { } refused)
        {
            return refused;
        }

        if (Waiting(roster, from) is { } waiting)
        {
            return waiting.To == to && waiting.Note == command.Note ? roster
                : new Refusal(RefusalCode.DutyState, $"Hand-over {waiting.Number} still waits for an answer: take it back first.");
        }

        return (roster with { Next = roster.Next + 1 })
            .With(new DutyHandOver(roster.Next, from, to, command.Note, now, DutyAnswer.Waiting, null, []))
            .Tell(DutyAlertKind.HandOverOffered, to, now, SwapRules.Text(roster.Next));
    }

    /// <summary>Answers it; accepted, it names what goes along, and whoever took over is at work.</summary>
    public static Decision<DutyRoster> Answer(DutyRoster roster, AnswerColleague command, ImmutableArray<DutyItem> items, DutyPeople people, DateTimeOffset now)
    {
        if (Find(roster, command) is not { } held)
        {
            return new Refusal(RefusalCode.DutyUnknown, $"No hand-over {command.Number} is a question to '{command.By.Account}'.");
        }

        var answer = held.From == command.By.Account ? DutyAnswer.Withdrawn : command.Accept ? DutyAnswer.Accepted : DutyAnswer.Declined;
        if (held.State != DutyAnswer.Waiting)
        {
            return held.State == answer ? roster : new Refusal(RefusalCode.DutyState, $"Hand-over {held.Number} is {held.State}.");
        }

        if (answer == DutyAnswer.Accepted && !people.IsLicensed(held.To, now.AddMinutes(1)))
        {
            return new Refusal(RefusalCode.DutyPerson, $"The licence of '{held.To}' does not run.");
        }

        var answered = roster.With(held with { State = answer, AnsweredAt = now, Items = answer == DutyAnswer.Accepted ? items : [] })
            .Tell(DutyAlertKind.HandOverAnswered, answer == DutyAnswer.Withdrawn ? held.To : held.From, now, SwapRules.Text(held.Number));
        if (answer != DutyAnswer.Accepted)
        {
            return answered;
        }

        var owed = answered.Owe(held.To, answered.At(now)?.To ?? now + DutyClock.Unanswered);
        return owed.At(now) is { } shift ? ShiftRules.LookSoon(owed.With(Take(shift, held, people, now)), now) : owed;
    }

    /// <summary>What became of one thing; itself when that is known.</summary>
    public static DutyRoster Settle(DutyRoster roster, int number, DutyItem settled) =>
        roster.HandOvers.FirstOrDefault(each => each.Number == number) is { } held
        && held.Items.FirstOrDefault(item => item.Kind == settled.Kind && item.RequestId == settled.RequestId) is { State: DutyItemState.Waiting } item
            ? roster.With(held with { Items = held.Items.Replace(item, settled) })
            : roster;

    /// <summary>All that has to be moved.</summary>
    public static ImmutableArray<(DutyHandOver Of, DutyItem Item)> ToMove(DutyRoster roster) =>
    [
        .. roster.HandOvers.Where(each => each.State == DutyAnswer.Accepted)
            .SelectMany(held => held.Items.Where(item => item.State == DutyItemState.Waiting).Select(item => (held, item))),
    ];

    /// <summary>Conversations that came to somebody with a watch: that person owns neither case nor task, and hands them over all the same.</summary>
    public static IEnumerable<string> Taken(DutyRoster roster, string account) =>
        roster.HandOvers.Where(each => each.To == account).SelectMany(each => each.Items)
            .Where(item => item is { Kind: DutyItemKind.Chat, State: DutyItemState.Moved }).Select(item => item.RequestId).Distinct();

    /// <summary>A hand-over that concerns whoever answers.</summary>
    public static DutyHandOver? Find(DutyRoster roster, AnswerColleague command) => roster.HandOvers.FirstOrDefault(
        each => each.Number == command.Number && (each.To == command.By.Account || each.From == command.By.Account));

    private static DutyHandOver? Waiting(DutyRoster roster, string from) =>
        roster.HandOvers.FirstOrDefault(each => each.State == DutyAnswer.Waiting && each.From == from);

    /// <summary>The running shift with whoever took over: in the own place when there is one, else in the giver's.</summary>
    private static DutyShift Take(DutyShift shift, DutyHandOver held, DutyPeople people, DateTimeOffset now)
    {
        var isIn = held.To == shift.Primary || held.To == shift.Secondary;
        var next = isIn ? shift with { BegunBy = held.To, BegunAt = now }
            : held.From == shift.Primary ? shift with { Primary = held.To, BegunBy = held.To, BegunAt = now }
            : held.From == shift.Secondary ? shift with { Secondary = held.To, BegunBy = shift.BegunBy == held.From ? held.To : shift.BegunBy }
            : shift;
        return next.Lead != held.From ? next : next with { Lead = people.Find(held.To)?.CrisisQualified == true ? held.To : null };
    }
}
