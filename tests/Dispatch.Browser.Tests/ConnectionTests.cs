namespace Dispatch.Browser.Tests;

/// <summary>A phone that loses its network says so, and catches up by itself.</summary>
[Collection(Town.Name)]
public class ConnectionTests(Product product)
{
    [Fact]
    public async Task Phone_WithoutNetwork_SaysSoAndCatchesUpWhenItIsBack()
    {
        await using var scene = new Scene(product);
        var volunteer = await scene.ResponderAsync("volunteer7.zhuoda");

        await volunteer.Page.Context.SetOfflineAsync(true);

        await Expect(volunteer.Connection).ToContainTextAsync("已断线");
        await Expect(volunteer.Page.GetByText("网络断了。您的回答先存在手机里")).ToBeVisibleAsync();
        await scene.RequestAsync(new { service = "home-check", area = "HI-SY-JY-ZD-DZ" });

        await volunteer.Page.Context.SetOfflineAsync(false);

        await Expect(volunteer.Connection).ToHaveTextAsync("实时");
        await Expect(volunteer.Offer("上门查看")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Answer_GivenWithoutNetwork_WaitsOnThePhoneAndGoesOutWhenItIsBack()
    {
        await using var scene = new Scene(product);
        var volunteer = await scene.ResponderAsync("volunteer8.zhuoda");
        await scene.RequestAsync(new { service = "home-check", area = "HI-SY-JY-ZD-DZ" });
        await Expect(volunteer.Offers).ToHaveCountAsync(1);
        await volunteer.Page.Context.SetOfflineAsync(true);

        await volunteer.AnswerAsync("我去");

        await Expect(volunteer.Offers).ToContainTextAsync("还没送到，先别出发");
        await Expect(volunteer.Tasks).ToHaveCountAsync(0);

        await volunteer.Page.Context.SetOfflineAsync(false);

        await Expect(volunteer.Notice("太好了，这件事交给您了！")).ToBeVisibleAsync();
        await Expect(volunteer.Tasks).ToHaveCountAsync(1);
    }
}
