using System.Net;
using Dispatch.Web.Tests.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Dispatch.Web.Tests.Accounts;

/// <summary>Who may call what, for every route and hub method; a new one without a row here fails.</summary>
[Collection(ProductCollection.Name)]
public class AccessTests(Product product)
{
    private const string Anyone = "anyone";
    private const string Admin = "admin";
    private const string Staff = "staff";
    private const string Responder = "responder";
    private const string StaffOrResponder = "staff-or-responder";

    private static readonly Dictionary<string, string> Routes = new()
    {
        ["POST /api/session"] = Anyone,
        ["GET /api/session"] = Anyone,
        ["DELETE /api/session"] = "signed-in",
        ["GET /api/catalogue"] = Anyone,
        ["GET /api/stations"] = Anyone,
        ["POST /api/requests"] = Anyone,
        ["GET /api/help/{code}"] = Anyone,
        ["POST /api/help/{code}/cancel"] = Anyone,
        ["POST /api/help/{code}/confirm"] = Anyone,
        ["GET /api/requests/{id}"] = StaffOrResponder,
        ["GET /api/requests/{id}/timeline"] = Staff,
        ["GET /api/requests/{id}/candidates"] = Staff,
        ["POST /api/requests/{id}/dispatch"] = Staff,
        ["POST /api/requests/{id}/widen"] = Staff,
        ["POST /api/requests/{id}/refer"] = Staff,
        ["POST /api/requests/{id}/cancel"] = Staff,
        ["POST /api/requests/{id}/own"] = Staff,
        ["POST /api/requests/{id}/raise"] = StaffOrResponder,
        ["GET /api/me"] = Responder,
        ["PUT /api/me/duty"] = Responder,
        ["GET /api/me/offers"] = Responder,
        ["GET /api/me/tasks"] = Responder,
        ["POST /api/offers/{id}/answer"] = Responder,
        ["POST /api/requests/{id}/progress"] = Responder,
        ["POST /api/requests/{id}/handback"] = Responder,
        ["GET /api/boards/{stationId}"] = Staff,
        ["GET /api/ops"] = Admin,
        ["GET /metrics"] = Anyone,
        ["GET /health/live"] = Anyone,
        ["GET /health/ready"] = Anyone,
        ["GET /openapi/{documentName}.json"] = Anyone,
        ["HUB /hubs/live"] = Anyone,
        ["HUB /hubs/live/negotiate"] = Anyone,
    };

    public static TheoryData<string> RouteNames() => new(Routes.Keys.Where(route => Routes[route] != Anyone));

    [Fact]
    public async Task Routes_OfTheProduct_AreAllInTheTable()
    {
        using var visitor = await product.VisitAsync();
        var endpoints = product.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();

        var found = endpoints.Where(it => !IsClientPage(it)).SelectMany(Names).Distinct().Order().ToList();

        found.ShouldBe(Routes.Keys.Order().ToList());
    }

    [Fact]
    public async Task Routes_WithoutAnOpenDoor_NeedASignIn()
    {
        using var visitor = await product.VisitAsync();
        foreach (var endpoint in product.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(it => !IsClientPage(it)))
        {
            var open = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            foreach (var name in Names(endpoint))
            {
                open.ShouldBe(Routes[name] == Anyone, name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(RouteNames))]
    public async Task Route_ForEachRole_OpensToWhomItShould(string route)
    {
        var allowed = Routes[route];
        (await CallAsync(route, null)).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.required");
        foreach (var account in new[] { "volunteer1.zhuoda", "counsellor1.fucheng", "coordinator.zhuoda", "head.fucheng", "admin" })
        {
            var staff = !account.StartsWith("volunteer", StringComparison.Ordinal) && !account.StartsWith("counsellor", StringComparison.Ordinal);
            var may = allowed is "signed-in" or StaffOrResponder || (allowed == Admin ? account == "admin" : (allowed == Staff) == staff);

            var answer = await CallAsync(route, account);

            if (may)
            {
                (answer.Code ?? "").ShouldNotBe("access.denied", $"{route} for {account}");
                answer.Status.ShouldNotBe(HttpStatusCode.Unauthorized, $"{route} for {account}");
            }
            else
            {
                answer.ShouldBeRefused(HttpStatusCode.Forbidden, "access.denied");
            }
        }
    }

    [Theory]
    [InlineData("coordinator.zhuoda", true)]
    [InlineData("head.zhuoda", true)]
    [InlineData("admin", true)]
    [InlineData("coordinator.fucheng", false)]
    public async Task Request_OfAStation_IsSeenByItsStaffOnly(string account, bool may)
    {
        using var resident = await product.VisitAsync();
        using var staff = await product.VisitAsync(account);
        var id = (string)(await resident.PostAsync("/api/requests", Needs.Escort())).Ok(HttpStatusCode.Created)["id"]!;
        foreach (var path in new[] { "", "/timeline", "/candidates" })
        {
            var answer = await staff.GetAsync($"/api/requests/{id}{path}");
            if (may)
            {
                answer.Ok();
            }
            else
            {
                answer.ShouldBeRefused(HttpStatusCode.Forbidden, "access.station");
            }
        }

        if (!may)
        {
            (await staff.PostAsync($"/api/requests/{id}/cancel", new { reason = "x" })).ShouldBeRefused(HttpStatusCode.Forbidden, "access.station");
            (await staff.PostAsync($"/api/requests/{id}/raise", new { to = "Serious", reason = "x" }))
                .ShouldBeRefused(HttpStatusCode.Forbidden, "access.station");
        }
    }

    [Theory]
    [InlineData("volunteer2.zhuoda")]
    [InlineData("counsellor2.fucheng")]
    public async Task Request_OfOthers_IsUnknownToAResponder(string account)
    {
        using var resident = await product.VisitAsync();
        using var responder = await product.VisitAsync(account);
        var id = (string)(await resident.PostAsync("/api/requests", Needs.Escort())).Ok(HttpStatusCode.Created)["id"]!;

        (await responder.GetAsync($"/api/requests/{id}")).ShouldBeRefused(HttpStatusCode.NotFound, "request.unknown");
        (await responder.PostAsync($"/api/requests/{id}/raise", new { to = "HighRisk", reason = "x" }))
            .ShouldBeRefused(HttpStatusCode.NotFound, "request.unknown");
        (await responder.PostAsync($"/api/requests/{id}/progress", new { step = "onSite" })).ShouldBeRefused(HttpStatusCode.NotFound, "assignment.unknown");
        (await responder.PostAsync($"/api/requests/{id}/handback", new { reason = "x" })).ShouldBeRefused(HttpStatusCode.NotFound, "assignment.unknown");
    }

    [Theory]
    [InlineData("coordinator.zhuoda", "fucheng", HttpStatusCode.Forbidden, "access.station")]
    [InlineData("admin", "nowhere", HttpStatusCode.NotFound, "station.unknown")]
    public async Task Board_OfAnotherStation_IsRefused(string account, string station, HttpStatusCode status, string code)
    {
        using var staff = await product.VisitAsync(account);

        (await staff.GetAsync($"/api/boards/{station}")).ShouldBeRefused(status, code);
    }

    [Theory]
    [InlineData("Watch", null, "session.required")]
    [InlineData("Watch", "volunteer1.zhuoda", "access.denied")]
    [InlineData("Watch", "coordinator.fucheng", "access.station")]
    [InlineData("Watch", "coordinator.zhuoda", null)]
    [InlineData("Watch", "admin", null)]
    [InlineData("Unwatch", null, "session.required")]
    [InlineData("Unwatch", "volunteer1.zhuoda", "access.denied")]
    [InlineData("Unwatch", "coordinator.zhuoda", null)]
    [InlineData("Follow", null, "request.unknown")]
    [InlineData("Unfollow", null, null)]
    [InlineData("Delivered", null, "session.required")]
    [InlineData("Delivered", "coordinator.zhuoda", "access.denied")]
    [InlineData("Delivered", "volunteer1.zhuoda", null)]
    [InlineData("Seen", null, "session.required")]
    [InlineData("Seen", "coordinator.zhuoda", "access.denied")]
    [InlineData("Seen", "volunteer1.zhuoda", null)]
    public async Task HubMethod_ForEachRole_OpensToWhomItShould(string method, string? account, string? code)
    {
        using var visitor = await product.VisitAsync(account);
        await using var live = await LiveClient.ConnectAsync(visitor);
        var call = () => live.CallAsync(method, "zhuoda");

        if (code is null)
        {
            await call.ShouldNotThrowAsync();
        }
        else
        {
            (await call.ShouldThrowAsync<HubException>()).Message.ShouldBe(code);
        }
    }

    [Fact]
    public void HubMethods_OfTheProduct_AreAllInTheTable()
    {
        var methods = typeof(Web.Live.LiveHub).GetMethods().Where(it => it.DeclaringType == typeof(Web.Live.LiveHub) && !it.IsVirtual && !it.IsSpecialName);
        var inTable = typeof(AccessTests).GetMethod(nameof(HubMethod_ForEachRole_OpensToWhomItShould))!
            .GetCustomAttributesData().Where(it => it.AttributeType == typeof(InlineDataAttribute))
            .Select(it => (string)((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)it.ConstructorArguments[0].Value!)[0].Value!);

        methods.Select(it => it.Name).Order().ShouldBe(inTable.Distinct().Order());
    }

    private async Task<Answer> CallAsync(string route, string? account)
    {
        using var visitor = await product.VisitAsync(account);
        var (method, pattern) = (route.Split(' ')[0], route.Split(' ')[1]);
        var path = pattern.Replace("{id}", "r00000000000000000000", StringComparison.Ordinal).Replace("{stationId}", "zhuoda", StringComparison.Ordinal);
        return method switch
        {
            "GET" => await visitor.GetAsync(path),
            "DELETE" => await visitor.DeleteAsync(path),
            "PUT" => await visitor.PutAsync(path, new { onDuty = false }),
            _ => await visitor.PostAsync(path, new { to = "Serious", reason = "x", answer = "decline", step = "onSite" }),
        };
    }

    /// <summary>Pages of the client, and stock Orleans' dashboard, whose door has a test of its own.</summary>
    private static bool IsClientPage(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("orleans", StringComparison.Ordinal) || endpoint.Order == int.MaxValue;

    private static IEnumerable<string> Names(RouteEndpoint endpoint)
    {
        var path = "/" + endpoint.RoutePattern.RawText!.Trim('/');
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
        return endpoint.Metadata.GetMetadata<HubMetadata>() is not null || path.StartsWith("/hubs", StringComparison.Ordinal) || methods.Count == 0
            ? [$"HUB {path}"]
            : methods.Select(method => $"{method} {path}");
    }
}
