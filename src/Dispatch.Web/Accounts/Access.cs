using System.Security.Claims;
using Dispatch.Domain.Access;
using Dispatch.Web.Hosting;
using Microsoft.AspNetCore.Authorization;

namespace Dispatch.Web.Accounts;

/// <summary>
/// Who may do what, as the one table says (<see cref="AccessTable"/>). Every route and hub method names a row: its roles are checked here before
/// anything is looked at, its reach by whoever knows whose the thing is.
/// </summary>
internal static class Access
{
    /// <summary>Coordinators, station heads and the administrator.</summary>
    public const string Staff = "staff";

    /// <summary>The administrator alone.</summary>
    public const string Admin = "admin";

    /// <summary>Volunteers and counsellors, on what is their own.</summary>
    public const string Responder = "responder";

    /// <summary>Anyone with an account who works here.</summary>
    public const string StaffOrResponder = "staff-or-responder";

    /// <summary>The claim that holds the station; absent: none.</summary>
    public const string StationClaim = "station";

    /// <summary>The claim that ends a session when the account's stamp changes.</summary>
    public const string StampClaim = "stamp";

    /// <summary>The claim that holds the session's random value.</summary>
    public const string SessionClaim = "session";

    /// <summary>The claim of demonstration accounts.</summary>
    public const string DemoClaim = "demo";

    public static readonly Role[] StaffRoles = [Role.Coordinator, Role.StationHead, Role.Admin];

    public static readonly Role[] ResponderRoles = [Role.Volunteer, Role.Counsellor];

    /// <summary>The policies by name. What names none needs a sign-in; what is open says so on its route.</summary>
    public static void Policies(AuthorizationBuilder authorization) => authorization
        .AddPolicy(Staff, policy => policy.RequireRole(StaffRoles.Select(role => role.ToString())))
        .AddPolicy(Admin, policy => policy.RequireRole(nameof(Role.Admin)))
        .AddPolicy(Responder, policy => policy.RequireRole(ResponderRoles.Select(role => role.ToString())))
        .AddPolicy(StaffOrResponder, policy => policy.RequireRole([.. StaffRoles.Concat(ResponderRoles).Select(role => role.ToString())]))
        .AddRules()
        .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());

    /// <summary>Names the row of the table that the route stands under, and has its roles checked.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder route, AccessRule rule)
        where TBuilder : IEndpointConventionBuilder
    {
        route.WithMetadata(rule);
        return rule.IsOpen ? route.AllowAnonymous() : route.RequireAuthorization(rule.Name);
    }

    /// <summary>Who calls; a resident when nobody is signed in.</summary>
    public static Actor Actor(this ClaimsPrincipal user) =>
        user.Identity is { IsAuthenticated: true, Name: { } account } && Enum.TryParse<Role>(user.FindFirstValue(ClaimTypes.Role), out var role)
            ? new Actor(account, role, user.FindFirstValue(StationClaim))
            : Contracts.Actor.Resident;

    /// <summary>The session by which the caller is signed in, as its account knows it; null: none.</summary>
    public static string? SessionId(this ClaimsPrincipal user) => user.FindFirstValue(SessionClaim) is { } token ? Secrets.Digest(token) : null;

    public static bool IsStaff(this Actor actor) => StaffRoles.Contains(actor.Role);

    public static bool IsResponder(this Actor actor) => ResponderRoles.Contains(actor.Role);

    /// <summary>Whether staff may see and act on what belongs to a station: the own one, or all for the administrator.</summary>
    public static bool MayRun(this Actor actor, string stationId) =>
        actor.Role == Role.Admin || (actor.IsStaff() && string.Equals(actor.StationId, stationId, StringComparison.Ordinal));

    /// <summary>Null when staff may act on what belongs to the station, else why not.</summary>
    public static Refusal? Station(this Actor actor, string stationId) =>
        actor.MayRun(stationId) ? null
        : actor.IsStaff() ? new Refusal(RefusalCode.AccessStation, $"Station '{stationId}' is not the station of account '{actor.Account}'.")
        : new Refusal(RefusalCode.AccessDenied, "Only staff may do this.");

    private static AuthorizationBuilder AddRules(this AuthorizationBuilder authorization)
    {
        foreach (var rule in AccessTable.All.Where(rule => !rule.IsOpen))
        {
            authorization.AddPolicy(rule.Name, policy => policy.RequireRole(rule.Roles.Select(role => role.ToString())));
        }

        return authorization;
    }

    /// <summary>The problem for a caller who is not signed in, or may not.</summary>
    public static Task RefuseAsync(HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true }
            ? Problems.WriteAsync(context, new Refusal(RefusalCode.AccessDenied, "The role of this account does not allow the call."))
            : Problems.WriteAsync(context, new Refusal(RefusalCode.SessionRequired, "Sign in first."));
}
