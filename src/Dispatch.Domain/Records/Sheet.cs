using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Records;
using Dispatch.Domain.Requests;
using Request = Dispatch.Domain.Requests.Request;

namespace Dispatch.Domain.Records;

/// <summary>Takes down the entries of one commit of a request.</summary>
internal sealed class Sheet(Request request, Actor by, DateTimeOffset now)
{
    private readonly ImmutableArray<RecordDraft>.Builder _drafts = ImmutableArray.CreateBuilder<RecordDraft>();

    public Actor By => by;

    public DateTimeOffset Now => now;

    /// <summary>A responder's word moves its own offer and assignment; what follows from it for the request is the product's doing.</summary>
    public Actor StaffOrSystem => by.Role is Role.Volunteer or Role.Counsellor ? Actor.System : by;

    public Actor Responder(string id, ResponderKind kind) => by.Account == id ? by : new Actor(id, Codes.RoleOf(kind), null);

    public void Add(string action, Actor who, string? with = null, long? amount = null, string? personal = null) =>
        Add(action, who, Facets() with { With = with, Amount = amount }, personal);

    public void Add(string action, Actor who, Offer offer, string? reason = null, long? amount = null, string? personal = null) => Add(
        action,
        who,
        Facets() with { Responder = Codes.Of(offer.Kind), With = Codes.Responder(offer.ResponderId), Item = offer.Id, Reason = reason, Amount = amount },
        personal);

    public void Add(string action, Actor who, Assignment assignment, long? amount = null, string? personal = null) => Add(
        action,
        who,
        Facets() with { Responder = Codes.Of(assignment.Kind), With = Codes.Responder(assignment.ResponderId), Item = assignment.OfferId, Amount = amount },
        personal);

    public void Add(string action, Actor who, Purpose purpose) => Add(action, who, Facets() with { Reason = Codes.Of(purpose) }, null);

    public ImmutableArray<RecordDraft> Drafts() => _drafts.DrainToImmutable();

    private Facets Facets() => new(
        Community: request.Need.Area, Service: request.Need.Service, Level: Codes.Of(request.Level), AgeBand: request.Need.AgeBand,
        Channel: Codes.Of(request.Need.Channel));

    private void Add(string action, Actor who, Facets facets, string? personal) => _drafts.Add(new RecordDraft(
        request.Need.StationId,
        now,
        who.Account,
        ReferenceEquals(who, Actor.System) ? null : who.Role,
        action,
        Codes.Request(request.Id),
        facets,
        personal));
}
