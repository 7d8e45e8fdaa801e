using Dispatch.Contracts.Requests;
using Dispatch.Web.Accounts;

namespace Dispatch.Web.Requests;

/// <summary>Finds a request for staff, inside their station.</summary>
internal static class StaffRequest
{
    /// <summary>The request, or why this member of staff does not get it.</summary>
    public static async Task<Reply<RequestView>> FindAsync(IGrainFactory grains, string id, Actor actor)
    {
        if (!CaseCodes.IsRequestId(id) || await grains.GetGrain<IRequestGrain>(id).GetAsync() is not { } view)
        {
            return Unknown;
        }

        return actor.Station(view.StationId) is { } refused ? refused : view;
    }

    /// <summary>
    /// Whether the request itself counts the responder among those who have it in hand. The responder's own actor may not have heard yet that the
    /// level rose or the task is gone.
    /// </summary>
    public static bool IsTaskOf(this RequestView view, Actor actor) =>
        view.Assignments.Any(each => each.ResponderId == actor.Account && each.State < AssignmentState.Completed);

    public static Refusal Unknown => new(RefusalCode.RequestUnknown, "No request was ever raised under this id.");
}
