using Dispatch.Contracts;

namespace Dispatch.Domain.Accounts;

/// <summary>Which accounts somebody may make, change and close: bounded by the own role and station.</summary>
public static class Grants
{
    private static readonly Role[] OfHead = [Role.Volunteer, Role.Counsellor, Role.Coordinator];

    /// <summary>Roles that need a second factor before anything else.</summary>
    public static bool NeedsSecondFactor(Role role) => role is Role.Counsellor or Role.StationHead or Role.Admin;

    /// <summary>Why the actor may not handle accounts of a role at a station; null: it may.</summary>
    public static Refusal? Hinder(Actor actor, Role role, string? stationId)
    {
        if (role == Role.Resident || (role == Role.Admin) != (stationId is null))
        {
            return new Refusal(RefusalCode.InputInvalid, "Administrators have no station, everybody else with an account has one.", "stationId");
        }

        var may = actor.Role switch
        {
            Role.Admin => true,
            Role.StationHead => OfHead.Contains(role),
            Role.Coordinator => role == Role.Volunteer,
            _ => false,
        };
        return !may ? new Refusal(RefusalCode.AccessDenied, $"Role {actor.Role} does not handle accounts of role {role}.")
            : actor.Role != Role.Admin && actor.StationId != stationId
                ? new Refusal(RefusalCode.AccessStation, $"Station '{stationId}' is not the station of account '{actor.Account}'.")
            : null;
    }
}
