using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Access;
using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.Chats;

/// <summary>Who belongs to a chat now, and how grave it is: what its request says at this moment.</summary>
/// <param name="StationId">The station of the request.</param>
/// <param name="Level">Its level.</param>
/// <param name="Closed">It has ended, and no case of it is worked on.</param>
/// <param name="ForCounsellors">A counsellor serves such a need, or one has it in hand.</param>
/// <param name="Members">Counsellors who may write, the lead first.</param>
public sealed record ChatTeam(string StationId, RiskLevel Level, bool Closed, bool ForCounsellors, ImmutableArray<ChatMember> Members)
{
    public static ChatTeam Of(RequestView request, CareRow? file, ServiceType? service)
    {
        // Also who has done the task: the conversation may go on until the request itself is closed, and no longer.
        var closed = request.State is RequestState.Confirmed or RequestState.Cancelled or RequestState.Referred;
        ImmutableArray<ChatMember> members =
        [
            .. request.Assignments
                .Where(each => !closed && each.Kind == ResponderKind.Counsellor && each.State <= AssignmentState.Completed)
                .OrderByDescending(each => each.Lead)
                .Select(each => new ChatMember(each.ResponderId, each.Name))
                .DistinctBy(each => each.Account),
        ];
        var cared = file is { State: CaseState.Open or CaseState.Handled };

        // While the request runs either may be ahead of the other; one that has ended keeps a level that nobody decides on any longer.
        var level = closed ? cared ? file!.Level : request.Level : file is null || request.Level > file.Level ? request.Level : file.Level;
        var team = new ChatTeam(request.StationId, level, closed && !cared, service?.Psychological == true || level > RiskLevel.General || !members.IsEmpty, members);
        team = cared ? team.With(file!.OwnerLeft ? null : file.Owner).With(file.DeputyLeft ? null : file.Deputy) : team;
        return file?.Barred is { } barred ? team with { Barred = [.. barred.Split(' ')] } : team;
    }

    /// <summary>Counsellors with a conflict of interest, who are never let in.</summary>
    public ImmutableArray<string> Barred { get; init; } = [];

    /// <summary>Without a counsellor who may not give help at this moment.</summary>
    public ChatTeam Without(string account) => this with { Members = Members.RemoveAll(member => member.Account == account) };

    /// <summary>Also with the owner or the deputy of the request's case. What residents see as the name is told with an assignment only.</summary>
    private ChatTeam With(string? account) =>
        account is null || Find(account) is not null ? this : this with { Members = Members.Add(new ChatMember(account, null)) };

    /// <summary>Also with those to whom the conversation that is under way was handed over.</summary>
    public ChatTeam With(Chat? chat) => chat?.OpenSince is null ? this : chat.Guests.Aggregate(this, (team, guest) => team.With(guest));

    public ChatMember? Find(string? account) => Members.FirstOrDefault(member => member.Account == account && !Barred.Contains(member.Account));

    /// <summary>Null when the actor may by this row, else why not. A counsellor belongs to it by name alone; no role stands in.</summary>
    public Refusal? Judge(AccessRule rule, Actor by) => rule.Judge(
        by, new Standing(by.Role == Role.Counsellor && Find(by.Account) is not null, AccessRule.Belongs(by, StationId)));

    /// <summary>The team of a request as it told it, or why the actor is not let in.</summary>
    public static (ChatTeam? Team, Refusal? Refused) Admit(
        Reply<RequestView> reply, CareRow? file, ServiceCatalogue catalogue, AccessRule rule, Actor by, Chat? chat = null)
    {
        if (reply.Value is not { } request)
        {
            return (null, reply.Refused);
        }

        var team = Of(request, file, catalogue.Find(request.Service)).With(chat);
        return team.Judge(rule, by) is { } refused ? (null, refused) : (team, null);
    }
}

/// <summary>A counsellor of a chat, and what residents see as the name; null: no name is known here.</summary>
public sealed record ChatMember(string Account, string? Name);
