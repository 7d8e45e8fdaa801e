using System.Collections.Immutable;
using System.Security.Claims;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Privacy;
using Dispatch.Domain.Access;
using Dispatch.Web.Hosting;
using Dispatch.Web.Requests;
using Dispatch.Web.Responders;
using Dispatch.Web.Stations;
using Microsoft.AspNetCore.Authentication;

namespace Dispatch.Web.Accounts;

/// <summary>A person's data in one document.</summary>
/// <param name="Account">What is kept of the account.</param>
/// <param name="Responder">What is kept of the responder; null: the account is none.</param>
/// <param name="Former">What is kept of the responder that it was under an earlier role.</param>
public sealed record OwnDataView(AccountExport Account, ResponderExport? Responder, ImmutableArray<ResponderExport> Former);

/// <summary>What account holders decide about the own data, and staff about those who left.</summary>
internal static class OwnDataApi
{
    public static void MapOwnData(this IEndpointRouteBuilder app)
    {
        var own = app.MapGroup("/api/account").WithTags("Accounts").RequireRateLimiting(RateLimits.SignIn);
        own.MapPost("export", ExportAsync).WithName("exportOwnAccount").Needs(AccessTable.OwnAccount).Produces<OwnDataView>().Refuses(401, 429);
        own.MapPost("erase", EraseAsync).WithName("eraseOwnAccount").Needs(AccessTable.OwnAccount).Produces(204).Refuses(401, 403, 409, 429);
        app.MapPut("/api/me/consents", ConsentAsync).WithTags("Responders").WithName("setConsent").Needs(AccessTable.Consent)
            .Produces(204).Refuses(401, 403, 404);
    }

    private static async Task<IResult> ExportAsync(HttpContext context, ClaimsPrincipal user, IGrainFactory grains)
    {
        var actor = user.Actor();
        var reply = await grains.GetGrain<IAccountGrain>(actor.Account).ExportAsync();
        if (reply.Refused is { } refused)
        {
            return refused.Problem(context);
        }

        ResponderExport? present = null;
        var former = ImmutableArray.CreateBuilder<ResponderExport>();
        foreach (var role in Access.ResponderRoles)
        {
            var found = await grains.Responder(actor with { Role = role }).ExportAsync();
            if (role == actor.Role)
            {
                present = found;
            }
            else if (found is not null)
            {
                former.Add(found);
            }
        }

        return TypedResults.Ok(new OwnDataView(reply.Value!, present, former.ToImmutable()));
    }

    private static async Task<IResult> EraseAsync(HttpContext context, ClaimsPrincipal user, IGrainFactory grains, StationList stations)
    {
        var reply = await EndAsync(user.Actor(), user.Actor(), user.SessionId(), grains, stations);
        if (reply.Refused is null)
        {
            await context.SignOutAsync();
        }

        return reply.NoContentOrProblem(context);
    }

    /// <summary>
    /// The account judges, the responders' data go, and the account last: whoever is refused, or broken off, can still sign in and ask again.
    /// Both kinds of responder, for the account may have been of the other before.
    /// </summary>
    internal static async Task<Reply> EndAsync(Actor by, Actor whose, string? sessionId, IGrainFactory grains, StationList stations)
    {
        var leads = (await stations.AllAsync()).FirstOrDefault(station => station.Head == whose.Account || station.Coordinator == whose.Account);
        if (leads is not null)
        {
            return new Refusal(RefusalCode.PrivacyObligation, $"Account '{whose.Account}' is named as the one in charge of station '{leads.Id}'.");
        }

        var account = grains.GetGrain<IAccountGrain>(whose.Account);
        if ((await account.MayEraseAsync(by, sessionId)).Refused is { } hindered)
        {
            return hindered;
        }

        if (whose.Role == Role.Admin && !await OthersAsync(whose.Account, grains))
        {
            return new Refusal(RefusalCode.PrivacyObligation, $"Account '{whose.Account}' is the only administrator's: another has to be invited first.");
        }

        var responders = Access.ResponderRoles.Select(role => grains.Responder(whose with { Role = role })).ToList();
        foreach (var responder in responders)
        {
            if (await responder.GetAsync() is { } view && (view.Tasks.Length > 0 || view.Offers.Length > 0))
            {
                return new Refusal(RefusalCode.PrivacyObligation, $"Responder '{whose.Account}' has offers or tasks in hand: they must be over first.");
            }
        }

        // Each judges its load once more, for an offer may have come since.
        foreach (var responder in responders)
        {
            if ((await responder.EraseAsync()).Refused is { Code: not RefusalCode.ResponderUnknown } busy)
            {
                return busy;
            }
        }

        await grains.GetGrain<ICareNoticesGrain>(whose.Account).ForgetAsync();
        var erased = await account.EraseAsync(by, sessionId, Secrets.Token());
        if (erased.Refused is null)
        {
            await Leaving.TellCasesAsync(whose, grains);
        }

        return erased;
    }

    /// <summary>Whether the installation has another open account to administer it. One of the demonstration does not count: it ends with that.</summary>
    private static async Task<bool> OthersAsync(string account, IGrainFactory grains)
    {
        foreach (var name in (await grains.GetGrain<IRollGrain>(Rolls.Installation).GetAsync()).Accounts)
        {
            if (name != account && await grains.GetGrain<IAccountGrain>(name).GetAsync() is { Phase: AccountPhase.Open, Role: Role.Admin, Demo: false })
            {
                return true;
            }
        }

        return false;
    }

    private static async Task<IResult> ConsentAsync(HttpContext context, ClaimsPrincipal user, IGrainFactory grains, ConsentBody? body = null) =>
        body?.Read() is { } consent
            ? (await grains.Responder(user.Actor()).ConsentAsync(consent)).NoContentOrProblem(context)
            : ConsentBody.Missing.Problem(context);
}
