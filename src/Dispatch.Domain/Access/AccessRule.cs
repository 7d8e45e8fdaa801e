using Dispatch.Contracts;

namespace Dispatch.Domain.Access;

/// <summary>One row of the table of access: an action, and how far each role reaches with it.</summary>
/// <param name="Name">What policies, documents and tests call it: <c>thing.verb</c>.</param>
/// <param name="Does">What it lets one do, in English.</param>
/// <param name="Resident">Anybody without a sign-in; where a case code is asked for, whoever holds the code.</param>
/// <param name="Volunteer">Volunteers.</param>
/// <param name="Counsellor">Counsellors.</param>
/// <param name="Coordinator">Coordinators.</param>
/// <param name="Head">Station heads.</param>
/// <param name="Admin">The administrator, who belongs to no station.</param>
public sealed record AccessRule(
    string Name, string Does, Reach Resident, Reach Volunteer, Reach Counsellor, Reach Coordinator, Reach Head, Reach Admin)
{
    /// <summary>Whether nobody is asked to sign in.</summary>
    public bool IsOpen => Resident != Reach.None;

    /// <summary>The roles that reach anything at all.</summary>
    public IEnumerable<Role> Roles => Enum.GetValues<Role>().Where(role => Of(role) != Reach.None);

    /// <summary>How far a role reaches.</summary>
    public Reach Of(Role role) => role switch
    {
        Role.Volunteer => Volunteer,
        Role.Counsellor => Counsellor,
        Role.Coordinator => Coordinator,
        Role.StationHead => Head,
        Role.Admin => Admin,
        _ => Resident,
    };

    /// <summary>Null when the actor may, else why not. Responders are not told of things beyond their reach whether they exist.</summary>
    public Refusal? Judge(Actor by, Standing standing)
    {
        var reach = Of(by.Role);
        if (reach == Reach.None)
        {
            return new Refusal(RefusalCode.AccessDenied, $"The role {by.Role} does not allow '{Name}'.");
        }

        var within = reach == Reach.All
            || standing.IsOwn
            || (reach >= Reach.Station && standing.IsStations)
            || (reach >= Reach.Agreed && standing.IsAgreed);
        return within ? null
            : by.Role is Role.Volunteer or Role.Counsellor ? new Refusal(RefusalCode.RequestUnknown, $"'{by.Account}' has no task on such a request.")
            : new Refusal(RefusalCode.AccessStation, $"'{Name}' concerns a station that is not the one of '{by.Account}'.");
    }

    /// <summary>The same for what belongs to a station and to nobody in it.</summary>
    public Refusal? Judge(Actor by, string stationId) => Judge(by, new Standing(IsStations: Belongs(by, stationId)));

    /// <summary>Whether the actor belongs to a station.</summary>
    public static bool Belongs(Actor by, string stationId) => by.StationId is { } own && string.Equals(own, stationId, StringComparison.Ordinal);
}
