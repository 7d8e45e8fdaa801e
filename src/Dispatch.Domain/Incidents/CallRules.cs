using Dispatch.Contracts;
using Dispatch.Contracts.Incidents;

namespace Dispatch.Domain.Incidents;

/// <summary>The all-hands call: every counsellor, the head and the coordinator of the station, again and again until each has seen it.</summary>
public static class CallRules
{
    /// <summary>Calls one colleague; whoever was called stays as it is.</summary>
    public static Incident Call(Incident incident, string account, Role role, IncidentSettings settings, DateTimeOffset now) =>
        account.Length == 0 || incident.Calls.Length >= Incident.CallsMost || incident.Calls.Any(each => each.Account == account)
            ? incident
            : incident.With(new StaffCall(account, role, 1, now, now + settings.Repeat));

    /// <summary>Calls all counsellors of the station.</summary>
    public static Incident CallAll(Incident incident, IEnumerable<string> counsellors, IncidentSettings settings, DateTimeOffset now) =>
        counsellors.Aggregate(incident, (called, account) => Call(called, account, Role.Counsellor, settings, now));

    /// <summary>Rings again with everybody who has not seen it, once however late. Itself when nothing is due.</summary>
    public static Incident Ring(Incident incident, IncidentSettings settings, DateTimeOffset now) =>
        !incident.IsRunning || incident.Calls.All(each => each.NextAt is not { } at || at > now)
            ? incident
            : incident with
            {
                Calls =
                [
                    .. incident.Calls.Select(each => each.NextAt is { } at && at <= now
                        ? each with { Round = each.Round + 1, NextAt = each.Round + 1 < settings.Rounds ? now + settings.Repeat : null }
                        : each),
                ],
            };

    /// <summary>When it rings next; null: nobody is called any more.</summary>
    public static DateTimeOffset? NextAt(Incident incident) => incident.IsRunning ? incident.Calls.Min(each => each.NextAt) : null;

    /// <summary>A step by the own account. Later steps include seeing; who cannot come may still come, and the other way round.</summary>
    public static Decision<Incident> Answer(Incident incident, AnswerCall command, DateTimeOffset now)
    {
        if (!incident.IsRunning)
        {
            return DeclareRules.Ended(incident);
        }

        if (!Enum.IsDefined(command.Step))
        {
            return new Refusal(RefusalCode.InputInvalid, "There is no such step.", "step");
        }

        var known = incident.Calls.FirstOrDefault(each => each.Account == command.By.Account);
        if (known is null && incident.Calls.Length >= Incident.CallsMost)
        {
            return new Refusal(RefusalCode.IncidentFull, $"Incident '{incident.Id}' lists {Incident.CallsMost} colleagues already.");
        }

        var own = (known ?? new StaffCall(command.By.Account, command.By.Role, 0, now, null)) with { NextAt = null };
        own = own with { SeenAt = own.SeenAt ?? now };
        own = command.Step switch
        {
            CallStep.Coming => own with { ComingAt = own.CannotAt is null ? own.ComingAt ?? now : now, CannotAt = null },
            CallStep.Arrived => own with { ComingAt = own.ComingAt ?? now, ArrivedAt = own.ArrivedAt ?? now, CannotAt = null },
            CallStep.Cannot => own with { CannotAt = own.CannotAt ?? now, ComingAt = null, ArrivedAt = null },
            _ => own,
        };
        return own == known ? incident : incident.With(own);
    }
}
