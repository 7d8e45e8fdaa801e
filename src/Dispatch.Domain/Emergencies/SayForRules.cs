using Dispatch.Contracts;
using Dispatch.Contracts.Emergencies;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Emergencies;

/// <summary>Whoever went and cannot be reached does not ring for ever: who answers for the emergency says what was heard of them.</summary>
public static class SayForRules
{
    /// <summary>Well or back, said for somebody who is out and cannot: by the lead or the head, with a reason that says who told it.</summary>
    public static Decision<Emergency> Take(Emergency held, SayFor command, EmergencyTimes times, DateTimeOffset now)
    {
        if (command.By.Role != Role.StationHead && command.By.Account != held.Lead)
        {
            return LeadRules.NotQualified(command.By);
        }

        if (command.Step is not (PageStep.CheckIn or PageStep.Back))
        {
            return new Refusal(RefusalCode.InputInvalid, "Only being well and being back can be said for somebody else.", "step");
        }

        if (TextRules.CheckReason(command.Reason, required: true) is { } refused)
        {
            return refused;
        }

        if (held.Find(command.Account) is not { } row)
        {
            return new Refusal(RefusalCode.EmergencyUnknown, $"'{command.Account}' was not called to this emergency.");
        }

        if (command.Step == PageStep.Back && row is { Went: true, IsOut: false })
        {
            return held;
        }

        if (!row.IsOut)
        {
            return new Refusal(RefusalCode.EmergencyState, $"'{command.Account}' is not on the way and not there.");
        }

        held = held.With(row with { Said = new SaidFor(now, command.By.Account, command.Step, command.Reason) });
        return command.Step == PageStep.Back
            ? PageStepRules.Back(held, held.Find(command.Account)!, times, now, command.By.Account)
            : PageStepRules.CheckIn(held, held.Find(command.Account)!, times, now, command.By.Account);
    }
}
