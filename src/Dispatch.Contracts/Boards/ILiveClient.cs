using Dispatch.Contracts.Requests;

namespace Dispatch.Contracts.Boards;

/// <summary>What a browser can be told over the hub <c>/hubs/live</c>. Method names are the wire names.</summary>
public interface ILiveClient
{
    /// <summary>A watched board changed.</summary>
    Task BoardChanged(BoardChange change);

    /// <summary>A new offer for the signed-in responder.</summary>
    Task OfferReceived(OfferView offer);

    /// <summary>An offer of the signed-in responder changed.</summary>
    Task OfferChanged(OfferView offer);

    /// <summary>A followed request changed. The id tells which, to a connection that follows several or followed another a moment ago.</summary>
    Task RequestChanged(HelpView view, string requestId);
}
