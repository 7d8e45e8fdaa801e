using Dispatch.Contracts.Duty;

namespace Dispatch.Domain.Duty;

/// <summary>What holds at every commit of a roster.</summary>
public static class DutyInvariants
{
    /// <exception cref="InvalidOperationException">Names what does not hold.</exception>
    public static DutyRoster Assert(DutyRoster? before, DutyRoster next)
    {
        Hold(next.Shifts.All(shift => shift.From < shift.To && shift.Primary != shift.Secondary && shift.Primary.Length > 0), "a shift has a length and two people");
        Hold(next.Shifts.Select(shift => shift.Id).Distinct().Count() == next.Shifts.Length, "a shift stands once");
        Hold(
            next.HandOvers.Where(each => each.State == DutyAnswer.Waiting).GroupBy(each => each.From).All(own => own.Count() == 1),
            "one hand-over of a person waits");
        Hold(
            before is null || before.HandOvers.All(old => old.Items.All(item => item.State == DutyItemState.Waiting
                || next.HandOvers.FirstOrDefault(each => each.Number == old.Number) is not { } now || now.Items.Contains(item))),
            "what was moved, or stayed, is not moved again");
        return next;
    }

    private static void Hold(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"The duty roster breaks a rule: {what}.");
        }
    }
}
