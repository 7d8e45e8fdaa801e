using System.Security.Claims;
using Dispatch.Contracts.Care;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;
using Dispatch.Web.Requests;

namespace Dispatch.Web.Cases;

/// <summary>Who calls which case, under which command id. The case itself judges everything else.</summary>
internal sealed record CaseCall(string CaseId, ICaseGrain Case, string CommandId, Actor By, HttpContext Context)
{
    /// <summary>Whoever acts; the own record is read by the case.</summary>
    public CareWorker Worker => new(By);

    /// <summary>Reads the call, or says why not: a key that is none, an id that is none.</summary>
    public static async Task<IResult> AnswerAsync(string id, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, Func<CaseCall, Task<Reply>> act)
    {
        if (!Once.TryKey(context, out var key))
        {
            return Once.BadKey.Problem(context);
        }

        if (!CaseCodes.IsRequestId(id))
        {
            return Unknown.Problem(context);
        }

        var call = new CaseCall(id, grains.GetGrain<ICaseGrain>(id), key ?? Guid.NewGuid().ToString("n"), user.Actor(), context);
        return (await act(call)).NoContentOrProblem(context);
    }

    /// <summary>No case has such an id.</summary>
    public static Refusal Unknown => new(RefusalCode.CaseUnknown, "No case was ever opened under this id.");
}
