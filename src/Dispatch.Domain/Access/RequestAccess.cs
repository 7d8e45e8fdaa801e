using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Requests;
using Request = Dispatch.Domain.Requests.Request;

namespace Dispatch.Domain.Access;

/// <summary>Judges at the request itself who may do what with it, whatever the caller has checked before.</summary>
public static class RequestAccess
{
    /// <summary>Null when the actor may, else why not. The product's own deadlines may everything.</summary>
    public static Refusal? Judge(AccessRule rule, Request request, Actor by) =>
        by == Actor.System ? null
        : IsKept(rule, request, by) ? new Refusal(RefusalCode.RequestUnknown, $"'{by.Account}' has no task on such a request.")
        : rule.Judge(by, new Standing(IsTaskOf(request, by), AccessRule.Belongs(by, request.Need.StationId)));

    /// <summary>A conflict of interest closes the request to its counsellor; danger may be spoken of all the same.</summary>
    private static bool IsKept(AccessRule rule, Request request, Actor by) =>
        by.Role == Role.Counsellor && rule != AccessTable.Raise && request.Demand?.Bars(by.Account) == true;

    /// <summary>
    /// Whether the request itself counts the responder among those who have it in hand. The responder's own actor may not have heard yet that the
    /// level rose or the task is gone.
    /// </summary>
    private static bool IsTaskOf(Request request, Actor by) =>
        by.Role is Role.Volunteer or Role.Counsellor
        && request.Assignments.Any(each => each.ResponderId == by.Account && each.State < AssignmentState.Completed);
}
