using Dispatch.Contracts;
using Dispatch.Contracts.Duty;

namespace Dispatch.Domain.Duty;

/// <summary>A place in a shift passes to a colleague when that one accepts; until then it stays where it is.</summary>
public static class SwapRules
{
    /// <summary>Wishes that wait at once.</summary>
    public const int Most = 200;

    public static Decision<DutyRoster> Ask(DutyRoster roster, AskSwap command, DutyPeople people, DateTimeOffset now)
    {
        if (roster.Find(command.ShiftId) is not { } shift || Holder(shift, command.Part) != command.By.Account)
        {
            return ShiftRules.Unknown(command.ShiftId);
        }

        if (roster.Swaps.Any(swap => swap.State == DutyAnswer.Waiting && swap.ShiftId == shift.Id && swap.Part == command.Part && swap.To == command.To))
        {
            return roster;
        }

        if (shift.From <= now)
        {
            return new Refusal(RefusalCode.DutyState, $"Shift '{shift.Id}' has begun: hand it over instead.");
        }

        if (people.Check(command.To, command.Part) is { } refused)
        {
            return refused with { Field = "to" };
        }

        if (command.To == Other(shift, command.Part) || command.To == command.By.Account)
        {
            return new Refusal(RefusalCode.DutySamePerson, $"'{command.To}' is in the shift already.", "to");
        }

        return roster.Swaps.Count(swap => swap.State == DutyAnswer.Waiting) >= Most
            ? new Refusal(RefusalCode.DutyFull, $"{Most} wishes wait already.")
            : (roster with { Next = roster.Next + 1 })
                .With(new DutySwap(roster.Next, shift.Id, command.Part, command.By.Account, command.To, now, DutyAnswer.Waiting, null))
                .Tell(DutyAlertKind.SwapAsked, command.To, now, Text(roster.Next), shift.From);
    }

    public static Decision<DutyRoster> Answer(DutyRoster roster, AnswerColleague command, DutyPeople people, DateTimeOffset now)
    {
        if (roster.Swaps.FirstOrDefault(each => each.Number == command.Number) is not { } swap || (swap.To != command.By.Account && swap.From != command.By.Account))
        {
            return new Refusal(RefusalCode.DutyUnknown, $"No swap {command.Number} is a question to '{command.By.Account}'.");
        }

        var answer = swap.From == command.By.Account ? DutyAnswer.Withdrawn : command.Accept ? DutyAnswer.Accepted : DutyAnswer.Declined;
        if (swap.State != DutyAnswer.Waiting)
        {
            return swap.State == answer ? roster : new Refusal(RefusalCode.DutyState, $"Swap {swap.Number} is {swap.State}.");
        }

        var shift = roster.Find(swap.ShiftId);
        if (answer == DutyAnswer.Accepted)
        {
            if (shift is null || shift.From <= now || Holder(shift, swap.Part) != swap.From)
            {
                return new Refusal(RefusalCode.DutyState, $"Shift '{swap.ShiftId}' has begun, or is another's by now.");
            }

            if (people.Check(swap.To, swap.Part) is { } refused)
            {
                return refused;
            }

            // The same place given to somebody else by two wishes: the first who accepts has it.
            roster = ShiftRules.LookSoon(Lapse(roster.With(Give(shift, swap.Part, swap.To)), shift.Id, now, swap.Number), now);
        }

        return roster.With(swap with { State = answer, AnsweredAt = now })
            .Tell(DutyAlertKind.SwapAnswered, answer == DutyAnswer.Withdrawn ? swap.To : swap.From, now, Text(swap.Number), shift?.From);
    }

    /// <summary>Who has a place.</summary>
    public static string? Holder(DutyShift shift, DutyPart part) => part switch
    {
        DutyPart.Primary => shift.Primary,
        DutyPart.Secondary => shift.Secondary,
        DutyPart.Lead => shift.Lead,
        DutyPart.Expert => shift.Expert,
        _ => null,
    };

    /// <summary>Wishes about a shift that changed or began wait no longer.</summary>
    internal static DutyRoster Lapse(DutyRoster roster, string shiftId, DateTimeOffset now, int but = 0) =>
        roster.Swaps.Where(swap => swap.ShiftId == shiftId && swap.State == DutyAnswer.Waiting && swap.Number != but)
            .Aggregate(roster, (next, swap) => next.With(swap with { State = DutyAnswer.Lapsed, AnsweredAt = now }));

    internal static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string? Other(DutyShift shift, DutyPart part) => part switch
    {
        DutyPart.Primary => shift.Secondary,
        DutyPart.Secondary => shift.Primary,
        _ => null,
    };

    /// <summary>The shift with somebody else in a place. Who gave its own away before the start has not begun it: whoever has it now is waited for.</summary>
    private static DutyShift Give(DutyShift shift, DutyPart part, string to) => ShiftRules.Begun(Place(shift, part, to));

    private static DutyShift Place(DutyShift shift, DutyPart part, string to) => part switch
    {
        DutyPart.Primary => shift with { Primary = to },
        DutyPart.Secondary => shift with { Secondary = to },
        DutyPart.Lead => shift with { Lead = to },
        _ => shift with { Expert = to },
    };
}
