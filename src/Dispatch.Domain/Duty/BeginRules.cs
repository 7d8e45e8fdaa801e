using Dispatch.Contracts;
using Dispatch.Contracts.Duty;

namespace Dispatch.Domain.Duty;

/// <summary>Whoever says "I am at work" is: the first counsellor, or the second in its place until the first comes.</summary>
public static class BeginRules
{
    public static Decision<DutyRoster> Begin(DutyRoster roster, BeginShift command, DutyPeople people, DutySettings settings, DateTimeOffset now)
    {
        var account = command.By.Account;
        if (roster.Find(command.ShiftId) is not { } shift || (account != shift.Primary && account != shift.Secondary))
        {
            return ShiftRules.Unknown(command.ShiftId);
        }

        if (now < shift.From - settings.Soon || now >= shift.To)
        {
            return new Refusal(RefusalCode.DutyState, $"Shift '{shift.Id}' does not begin now.");
        }

        if (!people.IsLicensed(account, now.AddMinutes(1)))
        {
            return new Refusal(RefusalCode.DutyPerson, $"The licence of '{account}' does not run.");
        }

        if (shift.BegunBy == account || shift.BegunBy == shift.Primary)
        {
            return roster;
        }

        // The first hears at once that the second is at work in its place, not only after the time of grace.
        var begun = roster.With(shift with { BegunBy = account, BegunAt = now }).Owe(account, shift.To);
        return account == shift.Primary || shift.MissingAt is not null ? begun : begun.Tell(DutyAlertKind.PrimaryMissing, shift.Primary, now, shift.Id, shift.From);
    }

    /// <summary>The person has seen an alert.</summary>
    public static DutyRoster Seen(DutyRoster roster, string account, int number, DateTimeOffset now) =>
        roster.Alerts.FirstOrDefault(each => each.Number == number && each.To == account && each.SeenAt is null) is { } alert
            ? roster with { Alerts = roster.Alerts.Replace(alert, alert with { SeenAt = now }) }
            : roster;
}
