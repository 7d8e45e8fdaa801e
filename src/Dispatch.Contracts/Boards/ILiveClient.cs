using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Requests;

namespace Dispatch.Contracts.Boards;

/// <summary>What a browser can be told over the hub <c>/hubs/live</c>. Method names are the wire names.</summary>
public interface ILiveClient
{
    /// <summary>A watched board changed.</summary>
    Task BoardChanged(BoardPush change);

    /// <summary>A new offer for the signed-in responder.</summary>
    Task OfferReceived(OfferView offer);

    /// <summary>An offer of the signed-in responder changed.</summary>
    Task OfferChanged(OfferView offer);

    /// <summary>A followed request changed. The id tells which, to a connection that follows several or followed another a moment ago.</summary>
    Task RequestChanged(HelpView view, string requestId);

    /// <summary>A followed chat changed; it carries no words.</summary>
    Task ChatRang(ChatBell bell);

    /// <summary>The signed-in counsellor should look at a chat.</summary>
    Task ChatStirred(ChatStirring stirring);

    /// <summary>There are notices to read: of the <c>account</c>, of a <c>station</c> that one supervises, or of one's cases (<c>care</c>).</summary>
    Task NoticeCame(string of);

    /// <summary>A page of an emergency for the signed-in person is new, changed, rings again or is over.</summary>
    Task PageCame(PageView page);

    /// <summary>The duty roster of a station that the signed-in person may have a place in has changed.</summary>
    Task DutyChanged(string stationId);

    /// <summary>The public incidents of the signed-in person's station changed, or the call to one rings again.</summary>
    Task IncidentChanged(string stationId);
}
