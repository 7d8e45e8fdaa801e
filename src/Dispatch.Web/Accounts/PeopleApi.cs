using System.Collections.Immutable;
using System.Security.Claims;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Access;
using Dispatch.Domain.Accounts;
using Dispatch.Web.Hosting;
using Dispatch.Web.Responders;
using Dispatch.Web.Stations;
using Microsoft.Extensions.Options;

namespace Dispatch.Web.Accounts;

/// <summary>An account as staff of its station see it.</summary>
/// <param name="Account">The account name.</param>
/// <param name="DisplayName">Display name.</param>
/// <param name="Role">Its role.</param>
/// <param name="StationId">Its station.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="Locked">It is locked for now after too many misses.</param>
/// <param name="SecondFactor">It has an authenticator app or a passkey.</param>
/// <param name="Manageable">The one who looks may reset, move and close it.</param>
/// <param name="Erasable">The one who looks may delete what names its holder, also once it is closed.</param>
public sealed record PersonView(
    string Account, string DisplayName, Role Role, string? StationId, AccountPhase Phase, bool Locked, bool SecondFactor, bool Manageable, bool Erasable);

/// <summary>People of a station, and who waits to become one.</summary>
/// <param name="People">By account name, at most 50.</param>
/// <param name="Next">Ask again after this name; null: that was all.</param>
/// <param name="Applications">By time, with the first people only.</param>
/// <param name="Roles">Roles that the one who looks may grant here.</param>
public sealed record PeopleView(ImmutableArray<PersonView> People, string? Next, ImmutableArray<Application> Applications, ImmutableArray<Role> Roles);

/// <summary>An invitation.</summary>
public sealed record InviteBody(string? Account, string? DisplayName, Role? Role);

/// <summary>Whether a reset also removes authenticator app, recovery codes and passkeys: for who has lost the device.</summary>
public sealed record ResetBody(bool? SecondFactorToo);

/// <summary>Another role or station.</summary>
public sealed record AssignBody(Role? Role, string? StationId);

/// <summary>A one-time code as it is told once.</summary>
public sealed record CodeView(string Code, DateTimeOffset ExpiresAt);

/// <summary>Staff's hands on accounts. Whose, the account itself judges by role and station of both.</summary>
internal static class PeopleApi
{
    private const int Page = 50;

    public static void MapPeople(this IEndpointRouteBuilder app)
    {
        MapCommands(app.MapGroup("/api/stations/{stationId}/people").Needs(AccessTable.ManagePeople), "");
        MapCommands(app.MapGroup("/api/people").Needs(AccessTable.ManageInstallation), "Unstationed");
    }

    private static void MapCommands(RouteGroupBuilder people, string which)
    {
        people.WithTags("Accounts").AddEndpointFilter(JudgeAsync);
        people.MapGet("", ListAsync).WithName($"list{which}People").Produces<PeopleView>().Refuses(401, 403);
        people.MapPost("", InviteAsync).WithName($"invite{which}").Produces<LinkView>().Refuses(401, 403, 404, 409);
        people.MapPost("{account}/reset", ResetAsync).WithName($"issue{which}Reset").Produces<LinkView>().Refuses(401, 403, 404, 409);
        people.MapPost("{account}/code", CodeAsync).WithName($"issue{which}Code").Produces<CodeView>().Refuses(401, 403, 404, 409);
        people.MapPost("{account}/assign", AssignAsync).WithName($"assign{which}Account").Produces(204).Refuses(401, 403, 404, 409);
        people.MapPost("{account}/close", CloseAsync).WithName($"close{which}Account").Produces(204).Refuses(401, 403, 404, 409);
        people.MapPost("{account}/erase", EraseAsync).WithName($"erase{which}Account").Produces(204).Refuses(401, 403, 404, 409);
    }

    /// <summary>The station of the path; what an account's own station and role allow, the account judges itself.</summary>
    private static ValueTask<object?> JudgeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.GetRouteValue("stationId") is string station
        && AccessTable.ManagePeople.Judge(context.HttpContext.User.Actor(), station) is { } refused
            ? ValueTask.FromResult<object?>(refused.Problem(context.HttpContext))
            : next(context);

    private static string? StationOf(HttpContext context) => context.GetRouteValue("stationId") as string;

    private static async Task<IResult> ListAsync(string? after, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, TimeProvider clock)
    {
        var (actor, station) = (user.Actor(), StationOf(context));
        var roll = await grains.GetGrain<IRollGrain>(station ?? Rolls.Installation).GetAsync();
        var names = roll.Accounts.Where(it => string.CompareOrdinal(it, after ?? "") > 0).Take(Page + 1).ToList();
        var found = await Task.WhenAll(names.Take(Page).Select(it => grains.GetGrain<IAccountGrain>(it).CredentialsAsync()));
        var now = clock.GetUtcNow();
        return TypedResults.Ok(new PeopleView(
            [.. found.Where(it => it is not null && it.Account.StationId == station).Select(it => View(it!, actor, now))],
            names.Count > Page ? names[Page - 1] : null,
            after is null ? roll.Applications : [],
            [.. Enum.GetValues<Role>().Where(role => Grants.Hinder(actor, role, station) is null)]));
    }

    private static async Task<IResult> InviteAsync(InviteBody body, HttpContext context, ClaimsPrincipal user, Invitations invitations)
    {
        var reply = await invitations.InviteAsync(
            user.Actor(), body.Account, body.DisplayName, body.Role ?? Role.Resident, StationOf(context), approved: false);
        return reply.OkOrProblem(context);
    }

    private static async Task<IResult> ResetAsync(
        string account, ResetBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, Links links)
    {
        if (Unknown(account) is { } unknown)
        {
            return unknown.Problem(context);
        }

        var (view, kept) = links.Make(account);
        var reply = await grains.GetGrain<IAccountGrain>(account).IssueLinkAsync(new IssueLink(user.Actor(), kept, body.SecondFactorToo == true));
        return reply.Refused is { } refused ? refused.Problem(context) : TypedResults.Ok(view);
    }

    private static async Task<IResult> CodeAsync(
        string account, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, StationCodes codes, IOptions<DispatchOptions> options,
        TimeProvider clock)
    {
        if (Unknown(account) is { } unknown)
        {
            return unknown.Problem(context);
        }

        var (code, life) = (StationCodes.Make(), TimeSpan.FromMinutes(options.Value.Accounts.CodeMinutes));
        var reply = await grains.GetGrain<IAccountGrain>(account).IssueCodeAsync(new IssueCode(user.Actor(), codes.Digest(account, code), life));
        return reply.Refused is { } refused ? refused.Problem(context) : TypedResults.Ok(new CodeView(code, clock.GetUtcNow() + life));
    }

    private static async Task<IResult> AssignAsync(
        string account, AssignBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, StationList stations, TimeProvider clock)
    {
        if (Unknown(account) is { } unknown)
        {
            return unknown.Problem(context);
        }

        if (body.StationId is { } station && await stations.FindAsync(station) is null)
        {
            return new Refusal(RefusalCode.StationUnknown, "No such station.").Problem(context);
        }

        var role = body.Role ?? Role.Resident;
        var entered = Grants.Hinder(user.Actor(), role, body.StationId) is { } refused
            ? refused
            : await grains.GetGrain<IRollGrain>(body.StationId ?? Rolls.Installation).EnterAsync(account);
        return entered.Refused is null
            ? await EndAsync(account, context, user, grains, clock, grain => grain.AssignAsync(user.Actor(), role, body.StationId, Secrets.Token()))
            : entered.NoContentOrProblem(context);
    }

    private static async Task<IResult> CloseAsync(string account, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, TimeProvider clock) =>
        Unknown(account) is { } unknown
            ? unknown.Problem(context)
            : await EndAsync(account, context, user, grains, clock, grain => grain.CloseAsync(user.Actor(), Secrets.Token()));

    /// <summary>Ends what an account was, and what counts on whoever it was: nobody would answer what still came.</summary>
    private static async Task<IResult> EndAsync(
        string account, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, TimeProvider clock, Func<IAccountGrain, Task<Reply>> end)
    {
        var grain = grains.GetGrain<IAccountGrain>(account);
        var before = await grain.GetAsync();
        var reply = await end(grain);
        if (reply.Refused is null && before is { } was)
        {
            // By what it is now and not by what the command changed, so that one which was cut off is finished by sending it again.
            var now = await grain.GetAsync();
            if (now is not { Phase: not AccountPhase.Closed, Role: Role.Counsellor or Role.StationHead })
            {
                await grains.GetGrain<ICareNoticesGrain>(account).ForgetAsync();
            }

            foreach (var role in Access.ResponderRoles)
            {
                var isOver = now is not { Phase: AccountPhase.Open } || now.Role != role;
                if (isOver || was.Role == role)
                {
                    await Leaving.EndAsync(new Actor(was.Name, role, was.StationId), user.Actor(), isOver, grains, clock.GetUtcNow());
                }
            }
        }

        return reply.NoContentOrProblem(context);
    }

    private static async Task<IResult> EraseAsync(string account, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, StationList stations)
    {
        if (Unknown(account) is not null || await grains.GetGrain<IAccountGrain>(account).GetAsync() is not { } found)
        {
            return new Refusal(RefusalCode.AccountUnknown, "No account has that name.").Problem(context);
        }

        // Judged before anything of theirs is looked at, and by the account once more.
        var actor = user.Actor();
        return Grants.Hinder(actor, found.Role, found.StationId) is { } refused ? refused.Problem(context)
            : actor.Account == account ? new Refusal(RefusalCode.AccountOwn, "The own account is deleted on the page of the account.").Problem(context)
            : (await OwnDataApi.EndAsync(actor, new Actor(account, found.Role, found.StationId), null, grains, stations)).NoContentOrProblem(context);
    }

    private static Refusal? Unknown(string account) =>
        AccountNames.IsName(account) ? null : new Refusal(RefusalCode.AccountUnknown, "No account has that name.");

    private static PersonView View(Credentials credentials, Actor viewer, DateTimeOffset now)
    {
        var account = credentials.Account;
        var within = !account.Demo && account.Name != viewer.Account && Grants.Hinder(viewer, account.Role, account.StationId) is null;
        var manageable = within && account.Phase != AccountPhase.Closed;
        return new PersonView(
            account.Name, account.DisplayName, account.Role, account.StationId, account.Phase, Lockout.Holds(account.LockedUntil, now),
            credentials.TotpSecret is not null || credentials.Passkeys.Length > 0, manageable, within && account.DisplayName.Length > 0);
    }
}
