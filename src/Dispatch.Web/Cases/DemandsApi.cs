using System.Security.Claims;
using Dispatch.Contracts.Care;
using Dispatch.Domain.Access;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;
using Dispatch.Web.Requests;

namespace Dispatch.Web.Cases;

/// <summary>What a case asks of its counsellors: the populations of its person, and whom a conflict of interest keeps from it.</summary>
internal static class DemandsApi
{
    public static void MapDemands(this RouteGroupBuilder cases)
    {
        cases.MapGet("demand", GetAsync).WithName("getDemand").Needs(AccessTable.NameDemand).Produces<CareDemandView>().Refuses(401, 403, 404);
        cases.MapPost("populations", (string id, PopulationsBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
            CaseCall.AnswerAsync(id, context, user, grains, call => call.Case.NamePopulationsAsync(
                call.CommandId, new NamePopulations(call.Worker, [.. body.Populations ?? []], body.Reason ?? ""))))
            .WithName("namePopulations").Needs(AccessTable.NameDemand).Acts();
        cases.MapPost("conflicts", (string id, ConflictBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
            CaseCall.AnswerAsync(id, context, user, grains, call => call.Case.NameConflictAsync(
                call.CommandId, new NameConflict(call.Worker, AccountNames.Normal(body.Account ?? call.By.Account), body.Stands, body.Reason ?? ""))))
            .WithName("nameConflict").Needs(AccessTable.NameDemand).Acts();
    }

    private static async Task<IResult> GetAsync(string id, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        CaseCodes.IsRequestId(id)
            ? (await grains.GetGrain<ICaseGrain>(id).DemandAsync(new CareWorker(user.Actor()))).OkOrProblem(context)
            : CaseCall.Unknown.Problem(context);
}
