using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.Requests;

/// <summary>
/// Danger to life that somebody speaks of. It counts in every state of a request, also when the level stands already or the request has ended, and
/// each one that an emergency has not heard opens it, or opens it again.
/// </summary>
public static class DangerRules
{
    /// <summary>A raise or a warning, by whomever and whenever.</summary>
    public static Decision<Request> Raise(Request request, RaiseLevel command, ServiceType? service, StationFacts station, DateTimeOffset now)
    {
        if (command.To != RiskLevel.HighRisk || request.ReducedAt is not null)
        {
            var raised = StaffRules.Raise(request, command, service, station, now);
            return ReferenceEquals(raised.Next, request) ? CareRules.Warn(request, command, now) : raised;
        }

        var spoken = Speak(request, command, service, station, now);
        return spoken.Refused is not null ? spoken
            : request.Level == RiskLevel.HighRisk ? CareRules.Warn(spoken.Next!, command, now)
            : spoken;
    }

    /// <summary>Counts the danger and raises the level where it does not stand yet. What no longer runs is not looked for: its emergency is.</summary>
    internal static Decision<Request> Speak(Request request, RaiseLevel command, ServiceType? service, StationFacts station, DateTimeOffset now)
    {
        var next = request;
        if (request.Level < RiskLevel.HighRisk)
        {
            if (TextRules.CheckReason(command.Reason, required: command.Codes.IsEmpty) is { } refused)
            {
                return refused;
            }

            var raised = request.Running ? StaffRules.Raise(request, command, service, station, now) : Late(request, command, station, now);
            if (raised.Refused is not null)
            {
                return raised;
            }

            next = raised.Next!;
        }

        return next with { Dangers = request.Dangers + 1 };
    }

    private static Request Late(Request request, RaiseLevel command, StationFacts station, DateTimeOffset now) => (request with
    {
        Level = RiskLevel.HighRisk,
        Pause = null,
        LevelProvisional = true,
        LevelReasons = StaffRules.Reasons(request, command),
        Owner = request.Closed ? request.Owner : Lanes.Owner(RiskLevel.HighRisk, station),
    }).Told(now, StaffRules.RaisedBy(command.By), command.By.Account, request.ErasedAt is null && command.Codes.IsEmpty ? command.Reason : null);
}
